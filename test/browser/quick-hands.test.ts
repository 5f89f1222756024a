import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { editMessage, postMessage } from "../../src/sandbox/slack/post.ts";
import { openModal, updateView } from "../../src/sandbox/slack/views.ts";
import { changed } from "../../src/sandbox/slack/workspace.ts";
import { galleryMessage, plain } from "../sandbox/slack/gallery-blocks.ts";
import { galleryModal } from "../sandbox/slack/gallery-modal.ts";
import { billing, bot, dana, startSlack } from "../sandbox/slack/small-app.ts";

/*
 * Nothing that somebody does is lost because the page was being drawn anew at that moment.
 */

let browser: Browser;
let page: Page;
let slack: Awaited<ReturnType<typeof startSlack>>;

beforeAll(async () => {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync"];
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
});
afterAll(() => browser.close());
beforeEach(async () => {
  slack = await startSlack();
  page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
});
afterEach(async () => {
  await page.close();
  await slack.stop();
});

const open = () =>
  page.goto(`${slack.webUrl}/?${new URLSearchParams({ as: dana, channel: billing })}`);
const fetched = (region: string) =>
  page.waitForResponse((answer) => answer.url().includes(`/page/region/${region}`));
const told = () => page.waitForRequest((request) => request.url().endsWith("/page/act"));

it("a menu tells the app of a choice that is made the moment it appears", async () => {
  await open();
  await page.evaluate(`
    new MutationObserver((_, observer) => {
      const menu = document.querySelector("#modal [data-block-id=currency] select");
      if (!menu) return;
      observer.disconnect();
      menu.selectedIndex = 1;
      menu.dispatchEvent(new Event("change", { bubbles: true }));
    }).observe(document.body, { childList: true, subtree: true });
  `);
  const asked = told();
  openModal(slack.state, dana, galleryModal, billing);
  expect((await asked).postData()).toContain("currency");
});

it("a button stays while it is pressed; what happened meanwhile is shown after it", async () => {
  const message = postMessage(slack.state, { channelId: billing, userId: bot, text: "one" });
  editMessage(slack.state, message, { text: "two", blocks: galleryMessage });
  await open();
  await page.getByRole("button", { name: "Approve", exact: true }).hover();
  await page.mouse.down();
  const drawn = page.waitForResponse((answer) =>
    answer.url().includes("/page/region/conversation"),
  );
  const news = { type: "header" as const, text: plain("Newer") };
  editMessage(slack.state, message, { text: "three", blocks: [...galleryMessage, news] });
  await (await drawn).finished();
  const asked = told();
  await page.mouse.up();
  expect((await asked).postData()).toContain("approve");
  await page.locator(".block-header", { hasText: "Newer" }).waitFor({ state: "attached" });
});

it("what is chosen while a form still sends is sent after it", async () => {
  const modal = openModal(slack.state, dana, galleryModal, billing);
  await open();
  const form = page.getByRole("dialog");
  const sent: string[] = [];
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/page/act", async (route) => {
    sent.push(route.request().postData() ?? "");
    if (sent.length === 1) await held;
    await route.fulfill({ status: 204 });
  });
  const first = told();
  await form.locator("[data-block-id=currency] select").selectOption("EUR");
  await first;
  await form.locator("[data-block-id=currency] select").selectOption("JPY");
  const drawn = fetched("modal");
  updateView(slack.state, modal, { ...galleryModal, title: plain("Newer") });
  await (await drawn).finished();
  letGo();
  await page.getByRole("dialog", { name: "Newer" }).waitFor();
  expect(sent).toHaveLength(2);
  expect(sent[1]).toContain("JPY");
});

it("what is asked about is done, whatever happened to its message meanwhile", async () => {
  const message = postMessage(slack.state, { channelId: billing, userId: bot, text: "one" });
  editMessage(slack.state, message, { text: "two", blocks: galleryMessage });
  await open();
  await page.getByRole("button", { name: "Cancel…" }).click();
  const question = page.getByRole("dialog", { name: "Cancel BR-12?" });
  await question.waitFor();
  const drawn = page.waitForResponse((answer) =>
    answer.url().includes("/page/region/conversation"),
  );
  const news = { type: "header" as const, text: plain("Newer") };
  editMessage(slack.state, message, { text: "three", blocks: [...galleryMessage, news] });
  await (await drawn).finished();
  const asked = told();
  await question.getByRole("button", { name: "Cancel the run" }).click();
  expect((await asked).postData()).toContain("cancel");
  await page.locator(".block-header", { hasText: "Newer" }).waitFor({ state: "attached" });
});

it("what did not change is not drawn anew", async () => {
  openModal(slack.state, dana, galleryModal, billing);
  await open();
  const form = page.getByRole("dialog");
  await form.evaluate((one) => one.setAttribute("data-mark", "the same"));
  for (const text of ["one", "two"]) {
    const drawn = fetched("modal");
    postMessage(slack.state, { channelId: billing, userId: bot, text });
    changed(slack.state, "modal");
    await (await drawn).finished();
    await page.getByText(text, { exact: true }).waitFor();
  }
  expect(await form.getAttribute("data-mark")).toBe("the same");
});

it("letters typed the moment a picker unfolds are searched for", async () => {
  openModal(slack.state, dana, galleryModal, billing);
  await open();
  const focused = await page.evaluate(`
    document.querySelector("[data-block-id=approvers] summary").click();
    document.activeElement.className;
  `);
  expect(focused).toBe("picker-filter");
});
