import { afterAll, beforeAll, expect, it } from "vitest";
import { runReaches } from "../support/wait-until.ts";
import { answer, become, card, type Opened, openSample, type } from "./open-page.ts";

// A quote becomes an invoice, and a run is taken back; the steps build on each other.
let opened: Opened;

beforeAll(async () => {
  opened = await openSample();
});
afterAll(() => opened.stop());

/** The card of a request in the channel. */
function requestCard(label: string) {
  return opened.page.getByTestId("messages").locator("article:not(.ephemeral)", {
    has: opened.page.locator(".block-header", { hasText: label }),
  });
}

it("Dana makes the invoice of a quote, which waits for somebody else", async () => {
  const { page } = opened;
  await type(page, "/billrun quotes");
  await answer(page).getByText("2 quotes can be invoiced.").waitFor();
  await answer(page).getByRole("button", { name: "Make the invoice of Q-88" }).click();
  const form = page.getByRole("dialog", { name: "Invoice of a quote" });
  await form.getByText("48,000.00 USD").waitFor();
  await form.getByLabel("Purchase order").fill("PO 4711");
  await form.getByTestId("modal-submit").click();
  await form.waitFor({ state: "detached" });
  const waiting = requestCard("Quote Q-88 for Port Authority of Elmhurst");
  await waiting.getByText("Purchase order: PO 4711").waitFor();
  expect(await waiting.textContent()).toContain("1 line, net");
});

it("Lee's click posts it, and the thread says with which number", async () => {
  const { page } = opened;
  await become(page, "Lee Okafor");
  const waiting = requestCard("Quote Q-88 for Port Authority of Elmhurst");
  await waiting.getByRole("button", { name: "Approve and post" }).click();
  await waiting.getByText("Approved by").waitFor();
  await page.getByText("INV-2026-000001 is posted: 48,000.00 USD").first().waitFor();
  await type(page, "/billrun quotes");
  await answer(page).getByText("invoiced INV-2026-000001").waitFor();
});

it("a run is taken back by two people, and its card says by what", async () => {
  const { page, company } = opened;
  await become(page, "Dana Weber");
  await type(page, "/billrun preview target:2026-11-30 account:castellan,kestrel-couriers");
  const run = card(page, "BR-1");
  await run.getByRole("button", { name: "Ask for approval" }).click();
  await become(page, "Lee Okafor");
  await run.getByRole("button", { name: "Approve BR-1", exact: true }).click();
  await run.getByRole("button", { name: "Launch" }).waitFor();
  await become(page, "Dana Weber");
  await run.getByRole("button", { name: "Launch" }).click();
  await page.locator("dialog#confirm").getByRole("button", { name: "Launch" }).click();
  await run.getByRole("button", { name: "Reverse the run" }).click();
  const form = page.getByRole("dialog", { name: "Reverse BR-1" });
  await form.getByLabel("Why?").fill("Wrong price list");
  await form.getByTestId("modal-submit").click();
  await form.waitFor({ state: "detached" });
  await run.getByText("A reversal waits for approval").waitFor();
  await become(page, "Lee Okafor");
  const request = requestCard("Reversal of BR-1");
  await request.getByRole("button", { name: "Approve and post" }).click();
  await runReaches(company.world, 1, "reversed");
  await run.getByText("Reversed: −").waitFor();
  expect(await run.textContent()).toContain("approved by Lee Okafor");
  expect(await company.world.books.checkInvariants()).toEqual([]);
});

it("the page had nothing to complain about", () => {
  expect(opened.complaints).toEqual([]);
});
