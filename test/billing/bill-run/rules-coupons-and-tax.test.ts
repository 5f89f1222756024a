import { describe, expect, it } from "vitest";
import { calls, monthly, printRuns, type SmallBook, seats } from "../../support/print-runs.ts";

/** What each book is to show, the book, and what each of its runs prints. */
const rules: readonly (readonly [string, SmallBook, readonly (readonly string[])[]])[] = [
  [
    "a coupon for three periods counts a leading stub as the first",
    {
      charges: [monthly("31.00")],
      account: { billCycleDay: 1 },
      coupons: [{ key: "c", duration: { periods: 3 }, percent: "10" }],
      subscription: { startOn: "2026-01-20", coupons: ["c"] },
      runs: ["2026-05-01"],
    },
    [
      [
        "invoice 128.60",
        "fee 01-20..02-01 12/31 12.00 off 1.20",
        "fee 02-01..03-01 31.00 off 3.10",
        "fee 03-01..04-01 31.00 off 3.10",
        "fee 04-01..05-01 31.00",
        "fee 05-01..06-01 31.00",
      ],
    ],
  ],
  [
    "a coupon for one plan comes back with the days on which another plan is in force",
    {
      charges: [monthly("30.00")],
      plans: { pro: [monthly("60.00")] },
      coupons: [{ key: "c", duration: "forever", percent: "50", plans: ["basic"] }],
      subscription: {
        startOn: "2026-04-01",
        coupons: ["c"],
        changes: [{ on: "2026-04-16", plan: "pro" }],
      },
      runs: ["2026-04-01", "2026-04-16", "2026-05-01"],
    },
    [
      ["invoice 15.00", "fee 04-01..05-01 30.00 off 15.00"],
      ["invoice 22.50", "fee back 04-16..05-01 1/2 -15.00 off -7.50", "fee 04-16..05-01 1/2 30.00"],
      ["invoice 60.00", "fee 05-01..06-01 60.00"],
    ],
  ],
  [
    "a coupon for one plan ends with it even where the price stays",
    {
      charges: [monthly("30.00")],
      plans: { pro: [monthly("30.00")] },
      coupons: [{ key: "c", duration: "forever", percent: "50", plans: ["basic"] }],
      subscription: {
        startOn: "2026-04-01",
        coupons: ["c"],
        changes: [{ on: "2026-04-16", plan: "pro" }],
      },
      runs: ["2026-04-01", "2026-04-16", "2026-05-01"],
    },
    [
      ["invoice 15.00", "fee 04-01..05-01 30.00 off 15.00"],
      ["invoice 7.50", "fee back 04-16..05-01 1/2 -15.00 off -7.50", "fee 04-16..05-01 1/2 15.00"],
      ["invoice 30.00", "fee 05-01..06-01 30.00"],
    ],
  ],
  [
    "a fixed coupon gives back its part and takes it again on what replaces the days",
    {
      charges: [seats("100.00")],
      coupons: [{ key: "c", duration: "forever", amount: "10" }],
      subscription: {
        startOn: "2026-04-01",
        coupons: ["c"],
        changes: [{ on: "2026-04-16", quantity: "2" }],
      },
      runs: ["2026-04-01", "2026-04-16", "2026-05-01"],
    },
    [
      ["invoice 90.00", "seats 04-01..05-01 100.00 off 10.00"],
      [
        "invoice 50.00",
        "seats back 04-16..05-01 1/2 -50.00 off -5.00",
        "seats 04-16..05-01 1/2 100.00 off 5.00",
      ],
      ["invoice 190.00", "seats 05-01..06-01 200.00 off 10.00"],
    ],
  ],
  [
    "what a fixed coupon left of a period start goes to the usage of that period",
    {
      charges: [monthly("6.00"), calls("1.00")],
      coupons: [{ key: "c", duration: "forever", amount: "10" }],
      subscription: { coupons: ["c"] },
      usage: ["2026-01-10 9"],
      runs: ["2026-01-01", "2026-02-01"],
    },
    [[], ["invoice 5.00", "calls 01-01..02-01 9.00 off 4.00", "fee 02-01..03-01 6.00 off 6.00"]],
  ],
  [
    "what a coupon paid wholly comes back as nothing",
    {
      charges: [monthly("30.00")],
      coupons: [{ key: "c", duration: "forever", percent: "100" }],
      subscription: {
        startOn: "2026-04-01",
        coupons: ["c"],
        changes: [{ on: "2026-04-16", cancel: "now" }],
      },
      settings: { zeroInvoices: "issue" },
      runs: ["2026-04-01", "2026-04-16"],
    },
    [
      ["invoice 0.00", "fee 04-01..05-01 30.00 off 30.00"],
      ["invoice 0.00", "fee back 04-16..05-01 1/2 -15.00 off -15.00"],
    ],
  ],
  [
    "a standing credit takes no coupon and lowers the tax",
    {
      charges: [monthly("-15.00"), monthly("40.00", { key: "b" })],
      coupons: [{ key: "c", duration: "forever", percent: "10" }],
      taxRates: [{ key: "v", percent: "20" }],
      account: { taxRates: ["v"] },
      subscription: { coupons: ["c"] },
      runs: ["2026-01-01"],
    },
    [
      [
        "invoice 25.20",
        "b 01-01..02-01 40.00 off 4.00 tax 7.20",
        "fee 01-01..02-01 -15.00 tax -3.00",
      ],
    ],
  ],
  [
    "tax inside is taken out after the coupon, tax on top is put on what is left",
    {
      charges: [monthly("120.00")],
      coupons: [{ key: "c", duration: "forever", percent: "10" }],
      taxRates: [
        { key: "in", percent: "20", inclusive: true },
        { key: "v", percent: "10" },
      ],
      account: { taxRates: ["v", "in"] },
      subscription: { coupons: ["c"] },
      runs: ["2026-01-01"],
    },
    [["invoice 117.00", "fee 01-01..02-01 100.00 off 10.00 tax 27.00"]],
  ],
  [
    "a coupon comes off the price with its tax inside, and so does what is given back",
    {
      charges: [monthly("99.99")],
      coupons: [{ key: "c", duration: "forever", percent: "10" }],
      taxRates: [{ key: "in", percent: "19", inclusive: true }],
      account: { taxRates: ["in"] },
      subscription: { coupons: ["c"], changes: [{ on: "2026-01-17", cancel: "now" }] },
      runs: ["2026-01-01", "2026-01-17"],
    },
    [
      ["invoice 89.99", "fee 01-01..02-01 84.03 off 8.41 tax 14.37"],
      ["credit-memo 43.54", "fee back 01-17..02-01 15/31 40.66 off 4.07 tax 6.95"],
    ],
  ],
  [
    "two halves of a line never give back more tax than was billed",
    {
      settings: { taxRounding: "line" },
      charges: [monthly("0.10")],
      taxRates: [{ key: "v", percent: "15" }],
      account: { taxRates: ["v"] },
      subscription: {
        startOn: "2026-04-01",
        changes: [
          { on: "2026-04-16", pause: true },
          { on: "2026-04-01", knownOn: "2026-04-20", cancel: "now" },
        ],
      },
      runs: ["2026-04-01", "2026-04-16", "2026-04-20"],
    },
    [
      ["invoice 0.12", "fee 04-01..05-01 0.10 tax 0.02"],
      ["credit-memo 0.06", "fee back 04-16..05-01 1/2 0.05 tax 0.01"],
      ["credit-memo 0.06", "fee back 04-01..04-16 1/2 0.05 tax 0.01"],
    ],
  ],
  [
    "yen are split by largest remainder, coupon first, then tax",
    {
      settings: { currency: "JPY" },
      charges: [monthly("100"), monthly("100", { key: "b" }), monthly("100", { key: "c" })],
      coupons: [{ key: "c", duration: "forever", amount: "10" }],
      taxRates: [{ key: "v", percent: "10" }],
      account: { taxRates: ["v"] },
      subscription: { coupons: ["c"] },
      runs: ["2026-01-01"],
    },
    [
      [
        "invoice 319",
        "b 01-01..02-01 100 off 4 tax 9",
        "c 01-01..02-01 100 off 3 tax 10",
        "fee 01-01..02-01 100 off 3 tax 10",
      ],
    ],
  ],
];

describe("coupons and taxes, each rule on a small book", () => {
  it.each(rules)("%s", (_, book, printed) => {
    expect(printRuns(book)).toEqual(printed);
  });
});
