import { afterAll, beforeAll, expect, it } from "vitest";
import { become, card, type Opened, openSample, type } from "./open-page.ts";

let opened: Opened;

beforeAll(async () => {
  opened = await openSample({ width: 1024, height: 768 });
});
afterAll(() => opened.stop());

it("an account that changes after the approval is held, named, and offered again", async () => {
  const { page, company } = opened;
  await type(page, "/billrun preview target:2026-11-30 account:acme,castellan,kestrel-couriers");
  const first = card(page, "BR-1");
  await first.getByRole("button", { name: "Ask for approval" }).click();
  await become(page, "Lee Okafor");
  await first.getByRole("button", { name: "Approve" }).click();
  await first.getByRole("button", { name: "Launch" }).waitFor();

  await page.getByText("Under the hood", { exact: true }).click();
  await page.getByRole("button", { name: "Acme adds 2 seats" }).click();
  await page.getByText("152 now").waitFor();
  await page.getByText("Under the hood", { exact: true }).click();

  await become(page, "Dana Weber");
  await first.getByRole("button", { name: "Launch" }).click();
  await page.locator("dialog#confirm").getByRole("button", { name: "Launch" }).click();
  const again = first.getByRole("button", { name: "Retry the 1" });
  await again.waitFor();
  const text = await first.textContent();
  expect(text).toContain("Completed with 1 exception");
  expect(text).toContain("45 eligible = 1 billed + 1 nothing due + 42 excluded + 1 held");
  expect(text).toContain(
    "Held, changed after the approval: Acme Manufacturing, Inc. (6,476.74 USD then",
  );

  await again.click();
  const second = card(page, "BR-2");
  await second.getByRole("button", { name: "Ask for approval" }).waitFor();
  expect(await second.textContent()).toContain("Bills the exceptions of BR-1 again.");
  await first.getByText("BR-2 bills the exceptions again.").waitFor();
  expect(await again.count()).toBe(0);
  expect(await company.world.books.findRun(2)).toMatchObject({ retryOf: 1, state: "previewed" });
});

it("nothing is wider than a narrow window, and the page has no complaint", async () => {
  const { page, complaints } = opened;
  await card(page, "BR-1").getByTestId("replies").click();
  await page.getByTestId("thread").getByText("Launched by").waitFor();
  const sideways = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect(sideways).toBe(0);
  expect(complaints).toEqual([]);
});
