import type { Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import type { LocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import type { Message } from "../../src/sandbox/slack/model.ts";
import { editMessage, postMessage } from "../../src/sandbox/slack/post.ts";
import { openModal, updateView } from "../../src/sandbox/slack/views.ts";
import { changed } from "../../src/sandbox/slack/workspace.ts";
import { galleryMessage, plain } from "../sandbox/slack/gallery-blocks.ts";
import { galleryModal } from "../sandbox/slack/gallery-modal.ts";
import { billing, bot, dana } from "../sandbox/slack/small-app.ts";
import { withLocalSlack } from "./open-local-slack.ts";

/*
 * Nothing that somebody does is lost because the page was being drawn anew at that moment.
 */

const opened = withLocalSlack({ width: 1300, height: 900 });
let page: Page;
let slack: LocalSlack;
beforeEach(() => {
  ({ page, slack } = opened);
});

const fetched = (region: string) =>
  page.waitForResponse((answer) => answer.url().includes(`/page/region/${region}`));
const told = () => page.waitForRequest((request) => request.url().endsWith("/page/act"));

function postGallery(): Message {
  const draft = { channelId: billing, userId: bot, text: "one", blocks: galleryMessage };
  return postMessage(slack.state, draft);
}

/** Changes a message, and waits until the page has heard what it says now. */
async function bringNews(message: Message): Promise<void> {
  const heard = fetched("conversation");
  const news = { type: "header" as const, text: plain("Newer") };
  editMessage(slack.state, message, { text: "two", blocks: [...galleryMessage, news] });
  await (await heard).finished();
}

it("a menu tells the app of a choice that is made the moment it appears", async () => {
  await opened.open();
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
  const message = postGallery();
  await opened.open();
  await page.getByRole("button", { name: "Approve", exact: true }).hover();
  await page.mouse.down();
  await bringNews(message);
  const asked = told();
  await page.mouse.up();
  expect((await asked).postData()).toContain("approve");
  await page.locator(".block-header", { hasText: "Newer" }).waitFor({ state: "attached" });
});

it("what is chosen while a form still sends is sent after it", async () => {
  const modal = openModal(slack.state, dana, galleryModal, billing);
  await opened.open();
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
  const message = postGallery();
  await opened.open();
  await page.getByRole("button", { name: "Cancel…" }).click();
  const question = page.getByRole("dialog", { name: "Cancel BR-12?" });
  await question.waitFor();
  await bringNews(message);
  const asked = told();
  await question.getByRole("button", { name: "Cancel the run" }).click();
  expect((await asked).postData()).toContain("cancel");
  await page.locator(".block-header", { hasText: "Newer" }).waitFor({ state: "attached" });
});

it("what did not change is not drawn anew", async () => {
  openModal(slack.state, dana, galleryModal, billing);
  await opened.open();
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
  await opened.open();
  const focused = await page.evaluate(`
    document.querySelector("[data-block-id=approvers] summary").click();
    document.activeElement.className;
  `);
  expect(focused).toBe("picker-filter");
});
