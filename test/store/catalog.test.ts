import { afterAll, beforeAll, expect, it } from "vitest";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { billingData } from "../support/play-runs.ts";
import { openSmallBooks, type SmallBooks } from "./small-books.ts";

function company(percent: string): BillingData {
  return billingData({
    version: 1,
    taxRates: [{ key: "vat", percent }],
    coupons: [{ key: "launch", duration: "once", percent: "10" }],
    plans: [{ key: "basic", charges: [] }],
    accounts: [{ key: "acme", name: "Acme" }],
    subscriptions: [],
    runs: [],
  });
}

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(company("19"));
});

afterAll(() => small?.close());

it("a catalog that nobody changed is read once", async () => {
  const first = await small.books.loadCatalog();
  expect(await small.books.loadCatalog()).toBe(first);
  expect(first.taxRates.get("vat")?.percent).toBe("19");
});

it("an import is seen by the next who asks", async () => {
  await small.books.loadCatalog();
  await small.books.write((tx) => tx.importData(company("21")));
  expect((await small.books.loadCatalog()).taxRates.get("vat")?.percent).toBe("21");
});

it.each([
  ["a rate", "UPDATE tax_rate SET percent = 7", { rate: "7", name: undefined, yen: false }],
  ["a plan", "UPDATE plan SET name = 'Plus'", { rate: "7", name: "Plus", yen: false }],
  [
    "the settings",
    "UPDATE billing_settings SET currency = 'JPY'",
    { rate: "7", name: "Plus", yen: true },
  ],
  ["a rate taken away", "DELETE FROM tax_rate", { rate: undefined, name: "Plus", yen: true }],
])("so is %s that another process changed", async (_, sql, expected) => {
  await small.books.loadCatalog();
  await small.sql(sql);
  const { taxRates, plans, settings } = await small.books.loadCatalog();
  expect({
    rate: taxRates.get("vat")?.percent,
    name: plans.get("basic")?.name,
    yen: settings.currency === "JPY",
  }).toEqual(expected);
});
