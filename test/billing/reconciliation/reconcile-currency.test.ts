import { expect, it } from "vitest";
import {
  type CurrencySides,
  reconcileCurrency,
} from "../../../src/billing/reconciliation/reconcile-currency.ts";

const sides: CurrencySides = {
  currency: "USD",
  invoices: 2,
  creditMemos: 1,
  invoicedMinor: 1_190n,
  creditedMinor: 119n,
  linesMinor: 900n,
  lineTaxMinor: 171n,
  receivableMinor: 1_071n,
  revenueMinor: 900n,
  taxMinor: 171n,
  openMinor: 1_071n,
};

function off(changed: Partial<CurrencySides>): Record<string, bigint> {
  const { checks } = reconcileCurrency({ ...sides, ...changed });
  const wrong = checks.filter(({ offMinor }) => offMinor !== 0n);
  return Object.fromEntries(wrong.map(({ key, offMinor }) => [key, offMinor]));
}

it("finds nothing where both sides of everything are the same", () => {
  expect(off({})).toEqual({});
});

it.each<[keyof CurrencySides, Record<string, bigint>]>([
  ["invoicedMinor", { lines: 1n, receivable: 1n }],
  ["creditedMinor", { lines: -1n, receivable: -1n }],
  ["linesMinor", { lines: -1n, revenue: 1n }],
  ["lineTaxMinor", { lines: -1n, tax: 1n }],
  ["receivableMinor", { receivable: -1n, open: -1n }],
  ["revenueMinor", { revenue: -1n }],
  ["taxMinor", { tax: -1n }],
  ["openMinor", { open: 1n }],
])("finds a cent too many in %s", (field, wrong) => {
  expect(off({ [field]: (sides[field] as bigint) + 1n })).toEqual(wrong);
});
