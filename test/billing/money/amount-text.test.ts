import { describe, expect, it } from "vitest";
import {
  amountText,
  changeText,
  countOf,
  countText,
} from "../../../src/billing/money/amount-text.ts";

describe("amounts and counts for people", () => {
  it.each([
    [31_698_575n, "USD", "316,985.75 USD"],
    [-112_000n, "USD", "−1,120.00 USD"],
    [0n, "EUR", "0.00 EUR"],
    [-5n, "JPY", "−5 JPY"],
    [1_234_567n, "KWD", "1,234.567 KWD"],
  ])("%s minor units of %s are %s", (minor, currency, text) => {
    expect(amountText(minor, currency)).toBe(text);
  });

  it("group thousands, and say one thing of one", () => {
    expect([countText(999), countText(1_204)]).toEqual(["999", "1,204"]);
    expect([countOf(1, "invoice"), countOf(0, "invoice"), countOf(1_204, "invoice")]).toEqual([
      "1 invoice",
      "0 invoices",
      "1,204 invoices",
    ]);
    expect([countOf(1, "currency", "currencies"), countOf(2, "currency", "currencies")]).toEqual([
      "1 currency",
      "2 currencies",
    ]);
  });
});

describe("how an amount stands to an earlier one", () => {
  it.each([
    [1_021n, 1_000n, "+2.1 %"],
    [996n, 1_000n, "−0.4 %"],
    [1_000n, 1_000n, "±0.0 %"],
    [10_004n, 10_000n, "±0.0 %"],
    [10_005n, 10_000n, "+0.1 %"],
    [9_995n, 10_000n, "−0.1 %"],
    [0n, 1_000n, "−100.0 %"],
    [13_000n, 1_000n, "+1,200.0 %"],
    [-500n, -1_000n, "+50.0 %"],
    [5n, 0n, null],
  ])("%s against %s is %s", (now, before, text) => {
    expect(changeText(now, before)).toBe(text);
  });
});
