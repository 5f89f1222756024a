import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { billing, dana, startSlack } from "../sandbox/slack/small-app.ts";

/** A local Slack without an app behind it, and a page of it; both anew for each test. */
export type OpenSlack = {
  slack: Awaited<ReturnType<typeof startSlack>>;
  page: Page;
  /** Shows the page, as Dana in #billing unless the query says otherwise. */
  open(query?: Record<string, string>): Promise<unknown>;
};

/** Opens both before each test of the file and closes them after it, all in one browser. */
export function withLocalSlack(viewport: { width: number; height: number }): OpenSlack {
  const opened = {} as OpenSlack;
  let browser: Browser;
  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync"];
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const [slack, page] = [await startSlack(), await browser.newPage({ viewport })];
    const open = (query: Record<string, string> = {}) => {
      const all = new URLSearchParams({ as: dana, channel: billing, ...query });
      return page.goto(`${slack.webUrl}/?${all}`);
    };
    Object.assign(opened, { slack, page, open });
  });
  afterEach(async () => {
    await opened.page.close();
    await opened.slack.stop();
  });
  return opened;
}
