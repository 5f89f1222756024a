import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  answer,
  become,
  card,
  home,
  leaveModal,
  type Opened,
  openSample,
  request,
  tell,
  type,
  underTheHood,
  visit,
} from "./open-page.ts";
import { letTwoAgree } from "./two-agree.ts";

// A whole month with everything that a month has; the steps build on each other, in this order.
let opened: Opened;

beforeAll(async () => {
  opened = await openSample();
});
afterAll(() => opened.stop());

const dana = "Dana Weber";
const lee = "Lee Okafor";
const priya = "Priya Raman";

/** A button by all of its name: some begin alike. */
function button(on: Locator, name: string): Locator {
  return on.getByRole("button", { name, exact: true });
}

async function launch(run: string): Promise<void> {
  await card(opened.page, run).getByRole("button", { name: "Launch" }).click();
  await opened.page.locator("dialog#confirm").getByRole("button", { name: "Launch" }).click();
}

it("a schedule's form shows the fields and dates that follow from each choice", async () => {
  const { page, company } = opened;
  await type(page, "/billrun schedule new");
  const form = page.getByRole("dialog", { name: "New schedule" });
  await form.getByText("Every month on the last day").waitFor();
  expect(await form.getByLabel("On day").count()).toBe(1);
  await form.getByLabel("Name", { exact: true }).fill("usage-weekly");
  await form.getByLabel("Rings every").selectOption({ label: "Week" });
  await form.getByText("Every week on Monday").waitFor();
  expect(await form.getByLabel("On day").count()).toBe(0);
  await form.getByLabel("On", { exact: true }).selectOption({ label: "Friday" });
  await form.getByText("Every week on Friday").waitFor();
  expect(await form.getByLabel("Name", { exact: true }).inputValue()).toBe("usage-weekly");
  await form.getByTestId("modal-submit").click();
  await tell(page, "The schedule usage-weekly is saved. It rings on 27 Nov 2026");
  expect(await company.world.books.listSchedules()).toHaveLength(2);
  await type(page, "/billrun schedule remove usage-weekly");
  await tell(page, "The schedule usage-weekly is removed.");
  await type(page, "/billrun schedule");
  await tell(page, "every month on the last day at 09:00 Europe/Berlin");
  expect(await answer(page).textContent()).toContain("30 Nov 2026 · 31 Dec 2026 · 31 Jan 2027");
});

it("Priya has #finance told when a run ends", async () => {
  const { page } = opened;
  await become(page, priya);
  await type(page, "/billrun notify #finance run-ended");
  await answer(page).getByText("hears of").waitFor();
});

it("Alex proposes that two must agree, one a controller; it holds once Lee agrees", async () => {
  const { page } = opened;
  await letTwoAgree(page);
});

it("a Slack user group gives its people a role, but not to a guest", async () => {
  const { page } = opened;
  await become(page, "Alex Moreau");
  await type(page, "/billrun roles group @auditors viewer");
  await tell(page, "@auditors");
  await become(page, "Gus Halloran");
  await type(page, "/billrun list");
  await tell(page, "guests");
});

it("the schedule rings: the run is made, previewed, and asks for approval by itself", async () => {
  const { page } = opened;
  await become(page, dana);
  await underTheHood(page, async (panel) => {
    await panel.getByLabel("Day", { exact: true }).fill("2026-11-30");
    await panel.getByRole("button", { name: "Go to a day" }).click();
    await page.getByText("It is 2026-11-30 now.").waitFor();
  });
  const shown = card(page, "BR-1");
  await shown.getByText("Waiting for approval: 2 of 3, one a controller").waitFor();
  const text = await shown.textContent();
  expect(text).toContain("invoices dated 1 Dec 2026");
  expect(text).toContain("To look at: 3 first bills · 2 unusually large");
});

it("a closer look goes from the findings to the lines of one account", async () => {
  const { page } = opened;
  await card(page, "BR-1").getByRole("button", { name: "Look closer" }).click();
  const closer = page.getByRole("dialog").last();
  await closer.getByText("largest bills first").waitFor();
  await closer.getByRole("combobox").selectOption("finding:first-bill");
  await closer.getByText("1–3, largest bills first").waitFor();
  await closer.getByText("Ironwood Outfitters").waitFor();
  await closer.getByRole("combobox").selectOption("all");
  await closer.getByText("1–12, and more").waitFor();
  await closer.getByLabel("Find by key or name").fill("acme");
  await closer.getByLabel("Find by key or name").press("Enter");
  await closer.getByText("1–1, largest bills first").waitFor();
  const row = closer.locator(".block-section", { hasText: "Acme Manufacturing, Inc." });
  await row.getByRole("button", { name: /^Open/ }).click();
  const bill = page.getByRole("dialog").last();
  await bill.getByText("the same as previewed").waitFor();
  expect(await bill.textContent()).toContain("19 of 30 days: 150 × 19.00 a month");
  await leaveModal(page);
  await leaveModal(page);
});

it("Lee approves, the card counts, and Priya's vote decides", async () => {
  const { page } = opened;
  await become(page, lee);
  const shown = card(page, "BR-1");
  await button(shown, "Approve BR-1").click();
  await shown.getByText("1 so far (@Lee Okafor)").waitFor();
  await tell(page, "It needs 1 more approval.");
  // A second click of the same person counts no second time.
  await button(shown, "Approve BR-1").click();
  await tell(page, "You have already voted on BR-1.");
  await become(page, priya);
  await home(page);
  const waiting = page.getByTestId("home");
  await waiting.getByText("1 of 2 so far").waitFor();
  await button(waiting, "Approve BR-1").click();
  await waiting.getByText("Nothing waits for your approval.").waitFor();
});

it("an account that buys more before the launch is held, and billed by a retry", async () => {
  const { page } = opened;
  await become(page, dana);
  await visit(page, "billing");
  await underTheHood(page, async (panel) => {
    await panel.getByRole("button", { name: "Acme adds 2 seats" }).click();
    await panel.getByText("152 now").waitFor();
  });
  await launch("BR-1");
  const first = card(page, "BR-1");
  await first.getByText("Completed with 1 exception").waitFor();
  const text = await first.textContent();
  expect(text).toContain("45 eligible = 37 billed + 7 nothing due + 1 held");
  expect(text).toContain("Held, changed after the approval: Acme Manufacturing, Inc.");
  await first.getByRole("button", { name: "Exceptions" }).click();
  await tell(page, "what changed is previewed and approved again");
  await first.getByRole("button", { name: "Retry the 1" }).click();
  const second = card(page, "BR-2");
  await second.getByRole("button", { name: "Ask for approval" }).click();
  await second.getByText("Waiting for approval: 2 of 3, one a controller").waitFor();
  expect(await second.textContent()).toContain("Bills the exceptions of BR-1 again.");
  for (const name of [lee, priya]) {
    await become(page, name);
    await button(second, "Approve BR-2").click();
    await second.getByText(`@${name}`).first().waitFor();
  }
  await become(page, dana);
  await second.getByRole("button", { name: "Launch" }).waitFor();
  await launch("BR-2");
  await second.getByText("Completed. Every eligible account is accounted for.").waitFor();
  await first.getByText("BR-2 bills the exceptions again.").waitFor();
});

it("the summary stands in the run's thread, and in the channel that asked for it", async () => {
  const { page } = opened;
  await card(page, "BR-1").getByTestId("replies").click();
  const thread = page.getByTestId("thread");
  await thread.getByText("BR-1 completed with 1 exception").waitFor();
  const told = await thread.locator("article").allTextContents();
  const expected = ["Previewed:", "asked for approval", "Lee Okafor", "Priya Raman", "Launched by"];
  const order = expected.map((part) => told.findIndex((one, at) => at > 0 && one.includes(part)));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(order).not.toContain(-1);
  await page.getByRole("link", { name: "Close the thread" }).click();
  await visit(page, "finance");
  await page.getByText(/BR-1.* completed with 1 exception/).waitFor();
  await page.getByText(/BR-2.* completed/).waitFor();
});

it("Dana makes the invoice of a quote; it waits on the home pages of voters", async () => {
  const { page, company } = opened;
  await visit(page, "billing");
  await type(page, "/billrun quotes");
  await tell(page, "2 quotes can be invoiced.");
  await answer(page).getByRole("button", { name: "Make the invoice of Q-88" }).click();
  const form = page.getByRole("dialog", { name: "Invoice of a quote" });
  await form.getByText("48,000.00 USD, and tax").waitFor();
  await form.getByLabel("Purchase order").fill("PO 4711");
  await form.getByTestId("modal-submit").click();
  await tell(page, "waits for 2 approvals, one by a controller");
  expect((await company.world.books.listOpenApprovals(9, company.clock.now())).length).toBe(1);
  for (const name of ["Sam Lindqvist", lee, priya]) {
    await become(page, name);
    await home(page);
    await page.getByTestId("home").getByText("Quote Q-88 for Port Authority").waitFor();
  }
  // Priya votes there; she is the controller.
  const waiting = page.getByTestId("home");
  await waiting.getByRole("button", { name: /^Approve/ }).click();
  await waiting.getByText("Nothing waits for your approval.").waitFor();
});

it("Lee's click approves and posts it, and nobody's home page has anything left", async () => {
  const { page } = opened;
  await become(page, lee);
  await visit(page, "billing");
  const quote = request(page, "Quote Q-88 for Port Authority");
  await quote.getByText("1 so far (@Priya Raman)").waitFor();
  await quote.getByRole("button", { name: /^Approve and post/ }).click();
  await quote.getByText("It is done.").waitFor();
  expect(await quote.textContent()).toContain("Purchase order: PO 4711");
  await page
    .getByText(/INV-2026-\d+ is posted: 48,000.00 USD/)
    .first()
    .waitFor();
  await type(page, "/billrun quotes");
  await answer(page).getByText("invoiced INV-2026-0000").waitFor();
  await home(page);
  await page.getByText("Nothing waits for your approval.").waitFor();
  await become(page, dana);
  await page.getByTestId("home").getByText("Next scheduled runs").waitFor();
  expect(await page.getByTestId("home").textContent()).toContain("31 Dec 2026");
});

it("receivables and reconciliation balance, as doctor says", async () => {
  const { page, company } = opened;
  await visit(page, "billing");
  await type(page, "/billrun aging");
  await answer(page).getByText("Receivables on 30 Nov 2026").waitFor();
  expect(await answer(page).textContent()).toContain("Port Authority of Elmhurst");
  await type(page, "/billrun reconcile");
  await answer(page).getByText("The books balance on 30 Nov 2026.").waitFor();
  expect(await company.world.books.checkInvariants()).toEqual([]);
});

it("in a narrow window nothing is wider than it, and the page had no complaint", async () => {
  const { page, complaints } = opened;
  await page.setViewportSize({ width: 1024, height: 768 });
  await card(page, "BR-1").getByTestId("replies").click();
  await page.getByTestId("thread").getByText("Launched by").waitFor();
  const sideways = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect(sideways).toBe(0);
  expect(complaints).toEqual([]);
});
