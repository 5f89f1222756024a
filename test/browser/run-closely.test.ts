import { afterAll, beforeAll, expect, it } from "vitest";
import { card, leaveModal, type Opened, openSample, type } from "./open-page.ts";

let opened: Opened;

beforeAll(async () => {
  opened = await openSample();
});
afterAll(() => opened.stop());

it("the form counts what is chosen, keeps what was typed, and has more if asked", async () => {
  const { page } = opened;
  await type(page, "/billrun create");
  const form = page.getByRole("dialog").last();
  await form.getByText("45 accounts").waitFor();
  await form.getByLabel("Name").fill("Northlight, November");
  await form.getByLabel("Target date").fill("2026-11-30");
  await form.getByLabel("enterprise", { exact: true }).check();
  await form.getByText(/^(?!45)\d+ accounts$/).waitFor();
  await form.getByRole("button", { name: "More conditions" }).click();
  await form.getByText("How it bills").waitFor();
  expect(await form.getByLabel("Name").inputValue()).toBe("Northlight, November");
  expect(await form.getByLabel("enterprise", { exact: true }).isChecked()).toBe(true);
  await form.getByLabel("enterprise", { exact: true }).uncheck();
  await form.getByText("45 accounts").waitFor();
  await form.getByLabel("Invoices only from").scrollIntoViewIfNeeded();
  await form.getByLabel("Credits").selectOption("keep-back");
  await form.getByLabel("Invoices only from").fill("ten");
  await form.getByTestId("modal-submit").click();
  await form.getByText('"ten" is no least amount.').waitFor();
  await form.getByLabel("Invoices only from").fill("1.00 USD");
  await form.getByTestId("modal-submit").click();
  await card(page, "BR-1").getByRole("button", { name: "Ask for approval" }).waitFor();
});

it("the thread has a file of all accounts; closer, every bill is there line by line", async () => {
  const { page } = opened;
  await card(page, "BR-1").getByTestId("replies").click();
  const thread = page.getByTestId("thread");
  await thread.getByText("BR-1-accounts.csv").first().waitFor();
  await card(page, "BR-1").getByRole("button", { name: "Look closer" }).click();
  const closer = page.getByRole("dialog").last();
  await closer.getByText("largest bills first").waitFor();
  await closer.getByRole("button", { name: "Open" }).first().click();
  const bill = page.getByRole("dialog").last();
  await bill.getByText("the same as previewed").waitFor();
  await bill.getByRole("button", { name: "Why, charge by charge" }).click();
  await page.getByRole("dialog").last().getByText("Why, BR-1").waitFor();
});

it("accounts that there are none of are named beside the field, with the nearest", async () => {
  const { page } = opened;
  // Why, over the bill, over the list.
  for (let views = 3; views > 0; views--) await leaveModal(page);
  await type(page, "/billrun create");
  const form = page.getByRole("dialog").last();
  await form.getByText("45 accounts").waitFor();
  await form.getByLabel("Accounts").fill("acme, acmee");
  await form.getByLabel("Accounts").press("Enter");
  await form.getByText("There is no account acmee. Did you mean acme?").waitFor();
  expect(opened.complaints).toEqual([]);
});
