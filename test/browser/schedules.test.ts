import { afterAll, beforeAll, expect, it } from "vitest";
import { ringSchedules } from "../../src/operations/schedules/ring-schedules.ts";
import { runReaches } from "../support/wait-until.ts";
import { answer, become, type Opened, openSample, type } from "./open-page.ts";

// A schedule is made, rings, and its run is approved on the home page; the steps build on each
// other, in this order.
let opened: Opened;

beforeAll(async () => {
  opened = await openSample();
});
afterAll(() => opened.stop());

it("the sample company's schedule is listed with its next dates", async () => {
  const { page } = opened;
  await type(page, "/billrun schedule");
  const shown = answer(page);
  await shown.getByText("every month on the last day at 09:00 Europe/Berlin").waitFor();
  expect(await shown.textContent()).toContain("30 Nov 2026 · 31 Dec 2026 · 31 Jan 2027");
});

it("the form shows the fields and dates that follow from each choice", async () => {
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
  await form.waitFor({ state: "detached" });
  await page.getByText("The schedule usage-weekly is saved. It rings on 27 Nov 2026").waitFor();
  expect(await company.world.books.listSchedules()).toHaveLength(2);
});

it("a month later its run waits on Lee's home page, and is approved there", async () => {
  const { page, company } = opened;
  await type(page, "/billrun schedule remove usage-weekly");
  await page.getByText("The schedule usage-weekly is removed.").waitFor();
  company.clock.moveTo("2026-12-22");
  await ringSchedules(company.world);
  await runReaches(company.world, 1, "awaiting-approval");
  await become(page, "Lee Okafor");
  await page.getByRole("link", { name: /Home/ }).first().click();
  await page.getByText("Waits for you").waitFor();
  await page.getByRole("button", { name: "Approve BR-1" }).click();
  await page.getByText("Nothing waits for your approval.").waitFor();
  await runReaches(company.world, 1, "approved");
});

it("the page had nothing to complain about", () => {
  expect(opened.complaints).toEqual([]);
});
