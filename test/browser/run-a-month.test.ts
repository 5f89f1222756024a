import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runReaches } from "../support/wait-until.ts";
import {
  answer,
  become,
  card,
  leaveModal,
  type Opened,
  openSample,
  request,
  type,
} from "./open-page.ts";

// One month from the first command to the books; the steps build on each other, in this order.
let opened: Opened;

beforeAll(async () => {
  opened = await openSample();
});
afterAll(() => opened.stop());

/** Beside it stands another that takes a comment. */
const approve = (shown: Locator) =>
  shown.getByRole("button", { name: "Approve BR-1", exact: true });

it("preview opens a form that says beside the field what is wrong", async () => {
  const { page } = opened;
  await type(page, "/billrun preview");
  const form = page.getByRole("dialog", { name: "New bill run" });
  await form.getByLabel("Target date").fill("2026-11-30");
  await form.getByLabel("Accounts").fill("acme, globexx");
  await form.getByTestId("modal-submit").click();
  const error = form.locator("[data-block-id=accounts]").getByRole("alert");
  await error.waitFor();
  expect(await error.textContent()).toContain("globexx");
  expect(await card(page, "BR-1").count()).toBe(0);

  await form.getByLabel("Accounts").fill("");
  await form.getByLabel("Name").fill("November, all of it");
  await form.getByTestId("modal-submit").click();
  await form.waitFor({ state: "detached" });
});

it("the card shows what would be billed, and that nothing is posted", async () => {
  const { page } = opened;
  const shown = card(page, "BR-1");
  await shown.getByRole("button", { name: "Ask for approval" }).waitFor();
  const text = await shown.textContent();
  expect(text).toContain("BR-1 · November, all of it");
  expect(text).toContain("Nothing is posted yet");
  expect(text).toContain("234,956.10 USD in 12 invoices");
  expect(text).toContain("45 eligible = 38 billed + 7 nothing due");
});

it("who made the run may not approve it, and only they are told", async () => {
  const { page } = opened;
  const shown = card(page, "BR-1");
  await shown.getByRole("button", { name: "Ask for approval" }).click();
  await approve(shown).click();
  const refusal = page.getByText("You made BR-1, so somebody else approves it.");
  await refusal.waitFor();
  await become(page, "Lee Okafor");
  await approve(shown).waitFor();
  expect(await refusal.count()).toBe(0);
});

it("another person approves, and the card says who", async () => {
  const { page } = opened;
  const shown = card(page, "BR-1");
  await approve(shown).click();
  await shown.getByText("Approved by @Lee Okafor").waitFor();
  expect(await shown.getByRole("button", { name: /^Approve/ }).count()).toBe(0);
});

it("the launch asks once more, and “not yet” launches nothing", async () => {
  const { page, company } = opened;
  await become(page, "Dana Weber");
  const shown = card(page, "BR-1");
  const dialog = page.locator("dialog#confirm");
  await shown.getByRole("button", { name: "Launch" }).click();
  await dialog.getByText("Launch BR-1?").waitFor();
  expect(await dialog.textContent()).toContain("in 34 invoices and 2 credit memos");
  await dialog.getByRole("button", { name: "Not yet" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await company.world.books.findRun(1)).toMatchObject({ state: "approved" });

  await shown.getByRole("button", { name: "Launch" }).click();
  await dialog.getByRole("button", { name: "Launch" }).click();
  await shown.getByText("What was approved is what was billed").waitFor();
  const text = await shown.textContent();
  expect(text).toContain("Invoices INV-2026-000001 to INV-2026-000034");
  expect(text).toContain("Every eligible account is accounted for.");
  // Its own currency stands first, then those of most invoices.
  expect(text?.match(/[A-Z]{3}(?= in \d+ invoice)/g)).toEqual(["USD", "EUR", "GBP", "CHF", "JPY"]);
  const left = await shown.getByRole("button").allTextContents();
  expect(left).toEqual(["Look closer", "CSV", "Reverse the run…"]);
});

it("a closer look names the biggest bills and explains each", async () => {
  const { page } = opened;
  await card(page, "BR-1").getByRole("button", { name: "Look closer" }).click();
  const closer = page.getByRole("dialog").last();
  await closer.getByText("largest bills first").waitFor();
  const first = closer.locator(".block-section", { hasText: "(meridian-freight)" });
  await first.getByRole("button", { name: /^Open/ }).click();
  await page.getByText("Posted: these documents are final.").waitFor();
  await page.getByRole("button", { name: /^Why, charge by charge/ }).click();
  const why = page.getByRole("dialog", { name: "Why, BR-1" });
  await why.getByText("(meridian-freight) · BR-1").waitFor();
  for (let views = 3; views > 0; views--) await leaveModal(page);
  expect(await page.getByRole("dialog").count()).toBe(0);
});

it("the thread tells the run's life in the order in which it happened", async () => {
  const { page } = opened;
  await card(page, "BR-1").getByTestId("replies").click();
  const thread = page.getByTestId("thread");
  await thread.getByText("BR-1 completed:").waitFor();
  const told = await thread.locator("article").allTextContents();
  const expected = [
    "Made by Dana Weber.",
    "Previewed:",
    "Dana Weber asked for approval.",
    "Approved by Lee Okafor.",
    "Launched by Dana Weber.",
    "BR-1 completed:",
  ];
  const order = expected.map((text) => told.findIndex((one, at) => at > 0 && one.includes(text)));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((one, other) => one - other));
  await page.getByRole("link", { name: "Close the thread" }).click();
});

it("explain says of every charge why it was billed", async () => {
  const { page } = opened;
  await type(page, "/billrun explain acme BR-1");
  const shown = answer(page);
  await shown.getByText("Acme Manufacturing, Inc. (acme)").waitFor();
  expect(await shown.textContent()).toContain("19 of 30 days");
});

it("the run is taken back by an approval of its own, and its card says by what", async () => {
  const { page, company } = opened;
  const shown = card(page, "BR-1");
  await shown.getByRole("button", { name: "Reverse the run" }).click();
  const form = page.getByRole("dialog", { name: "Reverse BR-1" });
  await form.getByLabel("Why?").fill("Wrong price list");
  await form.getByTestId("modal-submit").click();
  await form.waitFor({ state: "detached" });
  await shown.getByText("A reversal waits for approval").waitFor();
  await become(page, "Lee Okafor");
  const reversal = request(page, "Reversal of BR-1");
  await reversal.getByRole("button", { name: "Approve and post" }).click();
  await runReaches(company.world, 1, "reversed");
  await shown.getByText("Reversed: −").waitFor();
  expect(await shown.textContent()).toContain("approved by Lee Okafor");
  expect(await company.world.books.checkInvariants()).toEqual([]);
});

it("a word that is no command gets the nearest one", async () => {
  const { page } = opened;
  await type(page, "/billrun prevew");
  await page.getByText(/Did you mean .*preview/).waitFor();
});

it("a guest is refused", async () => {
  const { page, company } = opened;
  await become(page, "Gus Halloran");
  await type(page, "/billrun list");
  const shown = answer(page);
  await shown.waitFor();
  expect(await shown.textContent()).toMatch(/guest/i);
  await type(page, "/billrun preview target:2026-12-31");
  await page.locator("article.ephemeral").nth(1).waitFor();
  expect(await company.world.books.findRun(2)).toBeNull();
});

it("the page had nothing to complain about", () => {
  expect(opened.complaints).toEqual([]);
});
