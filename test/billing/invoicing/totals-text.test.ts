import { expect, it } from "vitest";
import { documentsText } from "../../../src/billing/invoicing/totals-text.ts";

const none = { currency: "EUR", invoices: 0, invoicedMinor: 0n, creditMemos: 0, creditedMinor: 0n };
const invoiced = { ...none, invoices: 2, invoicedMinor: 4_800_000n };
const credited = { ...none, creditMemos: 1, creditedMinor: 39_000n };

it.each([
  ["nothing", [none]],
  ["48,000.00 EUR in 2 invoices", [invoiced]],
  ["1 credit memo", [credited]],
  [
    "48,000.00 EUR in 2 invoices and 1 credit memo",
    [{ ...invoiced, creditMemos: 1, creditedMinor: 39_000n }],
  ],
])("what is posted is told as %j", (text, totals) => {
  expect(documentsText(totals)).toBe(text);
});
