import { expect, it } from "vitest";
import { openSample } from "./open-page.ts";

it("eight tabs of one browser work, since those that nobody sees give their stream back", {
  timeout: 60_000,
}, async () => {
  const { page, company, stop } = await openSample();
  try {
    const tabs = [page];
    for (let opened = 1; opened < 8; opened++) {
      // What a browser does to the tab that a new one covers; headless it shows all of them.
      await tabs.at(-1)?.evaluate(setHidden(true));
      const tab = await page.context().newPage();
      await tab.goto(company.slack.webUrl);
      tabs.push(tab);
    }
    await company.slack.person("U0DANA").say("C0BILLING", "Can everybody read this?");
    const said = (one: typeof page) => one.getByText("Can everybody read this?");
    await said(tabs.at(-1) ?? page).waitFor();
    expect(await said(page).count()).toBe(0);
    await tabs.at(-1)?.evaluate(setHidden(true));
    await page.evaluate(setHidden(false));
    await said(page).waitFor();
  } finally {
    await stop();
  }
});

function setHidden(isHidden: boolean): string {
  return `Object.defineProperty(document, "hidden", { value: ${isHidden}, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));`;
}
