import { expect, it } from "vitest";
import {
  documentAmounts,
  listedMinor,
  shownAmountText,
  undoneTotals,
} from "../../../src/billing/approvals/shown-amounts.ts";

const run = [
  { currency: "USD", invoices: 3, creditMemos: 1, invoicedMinor: 100_000n, creditedMinor: 2_000n },
  { currency: "EUR", invoices: 1, creditMemos: 0, invoicedMinor: 500n, creditedMinor: 0n },
];

it("what a run charges and what it gives back stand side by side", () => {
  expect(documentAmounts(run).map((each) => shownAmountText(each))).toEqual([
    "1,000.00 USD in 3 invoices",
    "−20.00 USD in 1 credit memo",
    "5.00 EUR in 1 invoice",
  ]);
});

it("a list shows what is invoiced, or what is given back where nothing is", () => {
  expect(run.map(listedMinor)).toEqual([100_000n, 500n]);
  expect(undoneTotals(run).map(listedMinor)).toEqual([2_000n, -500n]);
});

it("what takes a run back is named by the documents that do it", () => {
  expect(documentAmounts(undoneTotals(run)).map((each) => shownAmountText(each))).toEqual([
    "−1,000.00 USD in 3 credit memos",
    "20.00 USD in 1 invoice",
    "−5.00 EUR in 1 credit memo",
  ]);
});

it("an amount of one document stands alone, and its number alone is stressed", () => {
  expect(shownAmountText({ currency: "USD", minor: 3_000n })).toBe("30.00 USD");
  const stressed = shownAmountText({ currency: "USD", minor: 3_000n, in: "2 invoices" }, (text) => {
    return `*${text}*`;
  });
  expect(stressed).toBe("*30.00 USD* in 2 invoices");
});
