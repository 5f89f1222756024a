import type { Locator, Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import type { LocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { deleteMessage, postMessage, showEphemeral } from "../../src/sandbox/slack/post.ts";
import { openModal } from "../../src/sandbox/slack/views.ts";
import {
  accountRows,
  galleryDataTable,
  galleryMessage,
  plain,
} from "../sandbox/slack/gallery-blocks.ts";
import { galleryModal } from "../sandbox/slack/gallery-modal.ts";
import { billing, bot, dana, lee } from "../sandbox/slack/small-app.ts";
import { withLocalSlack } from "./open-local-slack.ts";

/*
 * What only a browser can show of the local Slack: scrolling, focus, and what its scripts keep.
 */

const opened = withLocalSlack({ width: 1300, height: 700 });
let page: Page;
let slack: LocalSlack;
beforeEach(() => {
  ({ page, slack } = opened);
});

const say = (text: string, more: object = {}) =>
  postMessage(slack.state, { channelId: billing, userId: bot, text, ...more });

function isInView(message: Locator): Promise<boolean> {
  return message.evaluate((one) => {
    const own = one.getBoundingClientRect();
    const list = one.closest(".scroll")?.getBoundingClientRect();
    return list !== undefined && own.top >= list.top - 1 && own.bottom <= list.bottom + 1;
  });
}

it("an answer for the reader alone comes into view; messages of others move nothing", async () => {
  for (let index = 0; index < 30; index++) say(`message ${index}`);
  await opened.open();
  const list = page.getByTestId("messages");
  await list.evaluate((one) => {
    one.scrollTop = 0;
  });
  say("of somebody else");
  await list.getByText("of somebody else").waitFor({ state: "attached" });
  expect(await list.evaluate((one) => one.scrollTop)).toBe(0);
  showEphemeral(slack.state, { channelId: billing, personId: dana, text: "for you\n".repeat(5) });
  const answer = page.locator("article.ephemeral");
  await expect.poll(() => isInView(answer)).toBe(true);
});

it("a new reply comes into view in its thread", async () => {
  const { ts } = say("first");
  for (let index = 0; index < 30; index++) say(`reply ${index}`, { threadTs: ts });
  await opened.open({ thread: ts });
  const thread = page.getByTestId("thread");
  await thread.evaluate((one) => {
    one.scrollTop = 0;
  });
  say("the latest", { threadTs: ts });
  const latest = thread.locator("article", { hasText: "the latest" });
  await expect.poll(async () => (await latest.count()) > 0 && (await isInView(latest))).toBe(true);
});

it("an open menu outlives what happens elsewhere, and what was edited is drawn anew", async () => {
  const first = say("first", { blocks: galleryMessage });
  const second = say("second");
  await opened.open();
  await page.locator("summary[aria-label='More actions']").click();
  second.text = "second, edited";
  say("third");
  await page.getByText("third", { exact: true }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Download as CSV" }).isVisible()).toBe(true);
  expect(await page.getByText("second, edited").count()).toBe(1);
  const order = await page.locator("[data-testid=messages] > article").allTextContents();
  expect(order).toHaveLength(3);
  expect(order[2]).toContain("third");
  deleteMessage(slack.state, billing, first.ts);
  await page.getByRole("menuitem").first().waitFor({ state: "detached" });
  expect(await page.locator("[data-testid=messages] > article").count()).toBe(2);
});

it("people are chosen by keyboard; Escape closes the list, then the modal", async () => {
  openModal(slack.state, dana, galleryModal, billing);
  await opened.open();
  const dialog = page.getByRole("dialog");
  const approvers = dialog.locator("[data-block-id=approvers]");
  await approvers.locator("summary").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("park");
  await page.keyboard.press("Enter");
  await expect.poll(() => approvers.locator(".picked").textContent()).toMatch(/Dana.*Lee Park/);
  await page.keyboard.press("Escape");
  expect(await approvers.locator("details").getAttribute("open")).toBeNull();
  expect(await dialog.count()).toBe(1);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

it("no more is chosen than may be", async () => {
  openModal(slack.state, dana, galleryModal, billing);
  await opened.open();
  const segments = page.getByRole("dialog").locator("[data-block-id=segments]");
  await segments.locator("summary").click();
  await segments.getByRole("checkbox", { name: "small" }).check();
  expect(await segments.getByRole("checkbox", { name: "north" }).isDisabled()).toBe(true);
  await segments.getByRole("checkbox", { name: "small" }).uncheck();
  expect(await segments.getByRole("checkbox", { name: "north" }).isDisabled()).toBe(false);
});

it("a data table turns its pages and sorts by amounts, and keeps its place", async () => {
  say("x", { blocks: galleryDataTable });
  await opened.open();
  const rows = page.locator(".data-table tbody tr:visible");
  expect(await rows.count()).toBe(5);
  await page.getByRole("button", { name: "Later rows" }).click();
  expect(await page.locator(".range").textContent()).toBe(`6–10 of ${accountRows.length - 1}`);
  await page.getByRole("button", { name: "December" }).click();
  await page.getByRole("button", { name: "December" }).click();
  expect(await rows.first().locator("th").textContent()).toBe("Account 16");
  say("something else happens");
  await page.getByText("something else happens").waitFor();
  expect(await rows.first().locator("th").textContent()).toBe("Account 16");
});

it.each([1400, 1000, 760])("nothing is wider than its place at %d pixels", async (width) => {
  const long = "Donaudampfschifffahrtsgesellschaft".repeat(5);
  const cell = { type: "raw_text", text: long };
  const row = Array.from({ length: 20 }, () => cell);
  say(long, {
    blocks: [
      { type: "header", text: plain(long.slice(0, 150)) },
      { type: "section", text: plain(long), fields: [plain(long), plain("شركة النور 1,234.50")] },
      { type: "table", rows: [row, row] },
    ],
  });
  openModal(slack.state, lee, { ...galleryModal, title: plain("W".repeat(24)) }, billing);
  await page.setViewportSize({ width, height: 800 });
  for (const as of [dana, lee]) {
    await opened.open({ as });
    const places = page.locator("body, main, .scroll, .content, .blocks, .modal .body");
    const wide = await places.evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className),
    );
    expect(await places.count()).toBeGreaterThan(4);
    expect(wide).toEqual([]);
  }
});

it("the message boxes of an archived channel close, and come back as they were", async () => {
  const first = say("a thread");
  await opened.open({ thread: first.ts });
  const box = page.getByRole("textbox", { name: "Message #billing" });
  const reply = page.getByRole("textbox", { name: "Reply in thread" });
  await box.fill("half a thought");

  slack.chaos.setArchived(billing, true);
  const closed = page.getByText("This channel is archived. Nobody can write here.");
  await expect.poll(() => closed.count()).toBe(2);
  expect(await box.count()).toBe(0);
  expect(await reply.count()).toBe(0);

  slack.chaos.setArchived(billing, false);
  await box.waitFor();
  expect(await box.inputValue()).toBe("half a thought");
  await box.press("Enter");
  await expect.poll(() => box.inputValue()).toBe("");
  await expect.poll(() => page.getByTestId("messages").locator("article").count()).toBe(2);
  await reply.fill("one reply");
  await reply.press("Enter");
  await expect.poll(() => page.getByTestId("thread").locator("article").count()).toBe(2);
});

it("a message box that is typed in stays the same one while others speak", async () => {
  await opened.open();
  const box = page.getByRole("textbox", { name: "Message #billing" });
  await box.evaluate((one) => {
    one.dataset.mine = "1";
  });
  await box.pressSequentially("half");
  say("of somebody else");
  await page.getByTestId("messages").getByText("of somebody else").waitFor();
  await page.keyboard.type(" a thought");
  expect(await box.inputValue()).toBe("half a thought");
  expect(await box.getAttribute("data-mine")).toBe("1");
});
