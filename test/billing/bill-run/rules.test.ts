import { describe, expect, it } from "vitest";
import { calls, monthly, printRuns, type SmallBook, seats } from "../../support/print-runs.ts";

function once(amount: string) {
  return { key: "setup", type: "one-time", price: { model: "flat", amount } };
}

/** What each book is to show, the book, and what its runs print. */
const rules: readonly (readonly [string, SmallBook, readonly string[]])[] = [
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
      "invoice 128.60: fee 01-20..02-01 12/31 12.00 off 1.20, fee 02-01..03-01 31.00 off 3.10, fee 03-01..04-01 31.00 off 3.10, fee 04-01..05-01 31.00, fee 05-01..06-01 31.00",
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
      "invoice 15.00: fee 04-01..05-01 30.00 off 15.00",
      "invoice 22.50: fee back 04-16..05-01 1/2 -15.00 off -7.50, fee 04-16..05-01 1/2 30.00",
      "invoice 60.00: fee 05-01..06-01 60.00",
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
      "invoice 15.00: fee 04-01..05-01 30.00 off 15.00",
      "invoice 7.50: fee back 04-16..05-01 1/2 -15.00 off -7.50, fee 04-16..05-01 1/2 15.00",
      "invoice 30.00: fee 05-01..06-01 30.00",
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
      "invoice 90.00: seats 04-01..05-01 100.00 off 10.00",
      "invoice 50.00: seats back 04-16..05-01 1/2 -50.00 off -5.00, seats 04-16..05-01 1/2 100.00 off 5.00",
      "invoice 190.00: seats 05-01..06-01 200.00 off 10.00",
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
    ["", "invoice 5.00: calls 01-01..02-01 9.00 off 4.00, fee 02-01..03-01 6.00 off 6.00"],
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
      "invoice 0.00: fee 04-01..05-01 30.00 off 30.00",
      "invoice 0.00: fee back 04-16..05-01 1/2 -15.00 off -15.00",
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
    ["invoice 25.20: b 01-01..02-01 40.00 off 4.00 tax 7.20, fee 01-01..02-01 -15.00 tax -3.00"],
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
    ["invoice 117.00: fee 01-01..02-01 100.00 off 10.00 tax 27.00"],
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
      "invoice 89.99: fee 01-01..02-01 84.03 off 8.41 tax 14.37",
      "credit-memo 43.54: fee back 01-17..02-01 15/31 40.66 off 4.07 tax 6.95",
    ],
  ],
  [
    "a pause in the trial that ends after it leaves the first billed day alone",
    {
      charges: [monthly("31.00")],
      account: { billCycleDay: 1 },
      subscription: {
        billingStartsOn: "2026-01-11",
        changes: [
          { on: "2026-01-05", pause: true },
          { on: "2026-01-21", resume: true },
        ],
      },
      runs: ["2026-02-01"],
    },
    ["invoice 42.00: fee 01-21..02-01 11/31 11.00, fee 02-01..03-01 31.00"],
  ],
  [
    "cancelled in the trial at the end of the period: the set-up charge only",
    {
      charges: [once("50.00"), monthly("31.00")],
      subscription: {
        billingStartsOn: "2026-01-11",
        changes: [{ on: "2026-01-05", cancel: "end-of-period" }],
      },
      runs: ["2026-01-01", "2026-03-01"],
    },
    ["invoice 50.00: setup 01-01..01-02 50.00", ""],
  ],
  [
    "a period billed at nothing is repaired like any other",
    {
      charges: [seats("31.00")],
      subscription: { quantity: "0", changes: [{ on: "2026-01-11", quantity: "3" }] },
      runs: ["2026-01-01", "2026-01-11"],
    },
    ["", "invoice 63.00: seats back 01-11..02-01 21/31 0.00, seats 01-11..02-01 21/31 63.00"],
  ],
  [
    "a change dated before the start holds from the start",
    {
      charges: [seats("31.00")],
      subscription: { changes: [{ on: "2025-12-20", quantity: "3" }] },
      runs: ["2026-01-01"],
    },
    ["invoice 93.00: seats 01-01..02-01 93.00"],
  ],
  [
    "a yearly price billed monthly costs a twelfth, a part of it its fraction of that",
    {
      charges: [monthly("1200.00", { pricePeriod: "year" })],
      account: { billCycleDay: 1 },
      subscription: { startOn: "2026-01-15" },
      runs: ["2026-02-01"],
    },
    ["invoice 154.84: fee 01-15..02-01 17/372 54.84, fee 02-01..03-01 100.00"],
  ],
  [
    "without proration a stub of a yearly price billed monthly costs the whole twelfth",
    {
      charges: [monthly("1200.00", { pricePeriod: "year", proration: "none" })],
      account: { billCycleDay: 1 },
      subscription: { startOn: "2026-01-15" },
      runs: ["2026-02-01"],
    },
    ["invoice 200.00: fee 01-15..02-01 100.00, fee 02-01..03-01 100.00"],
  ],
  [
    "months of a stub are whole or counted over thirty days",
    {
      charges: [
        monthly("30.00", { period: "quarter", pricePeriod: "month", proration: "actual/360" }),
      ],
      account: { billCycleDay: 1, billCycleMonth: 1 },
      subscription: { startOn: "2026-02-20" },
      runs: ["2026-02-20"],
    },
    ["invoice 39.00: fee 02-20..04-01 13/10 39.00"],
  ],
  [
    "usage and minimum begin after what was billed elsewhere",
    {
      charges: [calls("1.00", { minimum: "31.00" })],
      account: { billCycleDay: 1 },
      subscription: { startOn: "2025-03-01", billedThroughOn: "2026-01-14" },
      usage: ["2026-01-10 100", "2026-01-15 3"],
      runs: ["2026-01-31", "2026-02-01"],
    },
    ["", "invoice 17.00: calls minimum 01-15..02-01 17/31 14.00, calls 01-15..02-01 3.00"],
  ],
  [
    "a cancellation without credit known late leaves all that was billed",
    {
      charges: [monthly("31.00")],
      subscription: {
        changes: [{ on: "2026-01-11", knownOn: "2026-02-05", cancel: "now", credit: false }],
      },
      runs: ["2026-01-01", "2026-02-01", "2026-02-05", "2026-03-01"],
    },
    ["invoice 31.00: fee 01-01..02-01 31.00", "invoice 31.00: fee 02-01..03-01 31.00", "", ""],
  ],
  [
    "usage costs the price of its day",
    {
      charges: [calls("1.00")],
      subscription: {
        changes: [
          { on: "2026-01-16", prices: { calls: { model: "per-unit", unitPrice: "2.00" } } },
        ],
      },
      usage: ["2026-01-10 10", "2026-01-20 10"],
      runs: ["2026-02-01"],
    },
    ["invoice 30.00: calls 01-01..01-16 10.00, calls 01-16..02-01 20.00"],
  ],
  [
    "a price of usage known late moves what was used after it to a line of its own",
    {
      charges: [calls("1.00")],
      subscription: {
        changes: [
          {
            on: "2026-01-16",
            knownOn: "2026-02-05",
            prices: { calls: { model: "per-unit", unitPrice: "2.00" } },
          },
        ],
      },
      usage: ["2026-01-10 10", "2026-01-20 10"],
      runs: ["2026-02-01", "2026-02-05"],
    },
    [
      "invoice 20.00: calls 01-01..02-01 20.00",
      "invoice 10.00: calls back 01-01..02-01 -10.00, calls 01-16..02-01 20.00",
    ],
  ],
  [
    "usage in a pause isn't billed, and its days don't count for the minimum",
    {
      charges: [calls("1.00", { minimum: "31.00" })],
      subscription: {
        changes: [
          { on: "2026-01-11", pause: true },
          { on: "2026-01-21", resume: true },
        ],
      },
      usage: ["2026-01-10 10", "2026-01-15 50", "2026-01-22 1"],
      runs: ["2026-02-01"],
    },
    ["invoice 21.00: calls minimum 01-01..02-01 21/31 10.00, calls 01-01..02-01 11.00"],
  ],
  [
    "usage after a pause waits for the end of the period",
    {
      charges: [calls("1.00")],
      subscription: {
        changes: [
          { on: "2026-01-11", pause: true },
          { on: "2026-01-21", resume: true },
        ],
      },
      usage: ["2026-01-10 10", "2026-01-22 1"],
      runs: ["2026-01-11", "2026-01-25", "2026-02-01"],
    },
    ["invoice 10.00: calls 01-01..01-11 10.00", "", "invoice 1.00: calls 01-01..02-01 1.00"],
  ],
  [
    "arrears after a pause wait for the end of the period",
    {
      charges: [monthly("31.00", { timing: "arrears" })],
      subscription: {
        changes: [
          { on: "2026-01-11", pause: true },
          { on: "2026-01-21", resume: true },
        ],
      },
      runs: ["2026-01-11", "2026-01-25", "2026-02-01"],
    },
    [
      "invoice 10.00: fee 01-01..01-11 10/31 10.00",
      "",
      "invoice 11.00: fee 01-21..02-01 11/31 11.00",
    ],
  ],
  [
    "a pause leaves its own day billed where a cancellation does",
    {
      settings: { cancelDayBilled: true },
      charges: [monthly("31.00")],
      subscription: {
        changes: [
          { on: "2026-01-11", pause: true },
          { on: "2026-01-21", resume: true },
        ],
      },
      runs: ["2026-01-01", "2026-01-31"],
    },
    ["invoice 31.00: fee 01-01..02-01 31.00", "credit-memo 9.00: fee back 01-12..01-21 9/31 9.00"],
  ],
  [
    "periods billed ahead come back at once when service is cancelled",
    {
      charges: [monthly("31.00")],
      subscription: { changes: [{ on: "2026-01-11", cancel: "now" }] },
      runs: [{ targetOn: "2026-03-01", invoiceOn: "2026-01-01" }, "2026-01-11"],
    },
    [
      "invoice 93.00: fee 01-01..02-01 31.00, fee 02-01..03-01 31.00, fee 03-01..04-01 31.00",
      "credit-memo 83.00: fee back 01-11..02-01 21/31 21.00, fee back 02-01..03-01 31.00, fee back 03-01..04-01 31.00",
    ],
  ],
  [
    "periods billed ahead are compared by every later run",
    {
      charges: [seats("31.00")],
      subscription: { changes: [{ on: "2026-01-11", quantity: "2" }] },
      runs: [{ targetOn: "2026-02-01", invoiceOn: "2026-01-01" }, "2026-01-11", "2026-02-01"],
    },
    [
      "invoice 62.00: seats 01-01..02-01 31.00, seats 02-01..03-01 31.00",
      "invoice 52.00: seats back 01-11..02-01 21/31 -21.00, seats 01-11..02-01 21/31 42.00, seats back 02-01..03-01 -31.00, seats 02-01..03-01 62.00",
      "",
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
      "invoice 0.12: fee 04-01..05-01 0.10 tax 0.02",
      "credit-memo 0.06: fee back 04-16..05-01 1/2 0.05 tax 0.01",
      "credit-memo 0.06: fee back 04-01..04-16 1/2 0.05 tax 0.01",
    ],
  ],
  [
    "a new price from the first day replaces the whole line",
    {
      charges: [monthly("0.05")],
      subscription: {
        startOn: "2026-02-01",
        changes: [
          {
            on: "2026-02-01",
            knownOn: "2026-02-20",
            prices: { fee: { model: "flat", amount: "0.07" } },
          },
        ],
      },
      runs: ["2026-02-01", "2026-02-20"],
    },
    [
      "invoice 0.05: fee 02-01..03-01 0.05",
      "invoice 0.02: fee back 02-01..03-01 -0.05, fee 02-01..03-01 0.07",
    ],
  ],
  [
    "a run for usage leaves the credit of a recurring charge to the next",
    {
      charges: [monthly("31.00"), calls("1.00")],
      subscription: { changes: [{ on: "2026-01-21", cancel: "now" }] },
      usage: ["2026-01-10 5"],
      runs: [
        "2026-01-01",
        { targetOn: "2026-01-21", select: { chargeTypes: ["usage"] } },
        "2026-01-21",
      ],
    },
    [
      "invoice 31.00: fee 01-01..02-01 31.00",
      "invoice 5.00: calls 01-01..01-21 5.00",
      "credit-memo 11.00: fee back 01-21..02-01 11/31 11.00",
    ],
  ],
  [
    "without proration a cancelled month in arrears is charged whole",
    {
      settings: { proration: "none" },
      charges: [seats("10.00", { timing: "arrears" })],
      subscription: {
        changes: [
          { on: "2026-01-11", quantity: "3" },
          { on: "2026-02-10", cancel: "now" },
        ],
      },
      runs: ["2026-02-01", "2026-02-10", "2026-04-01"],
    },
    ["invoice 10.00: seats 01-01..02-01 10.00", "invoice 30.00: seats 02-01..02-10 30.00", ""],
  ],
  [
    "without proration a plan known late begins, charge by charge, with the first period not billed",
    {
      settings: { proration: "none" },
      charges: [monthly("10.00")],
      plans: { pro: [monthly("20.00"), monthly("5.00", { key: "extra" })] },
      subscription: { changes: [{ on: "2026-01-11", knownOn: "2026-02-05", plan: "pro" }] },
      runs: ["2026-01-01", "2026-02-01", "2026-02-05", "2026-03-01"],
    },
    [
      "invoice 10.00: fee 01-01..02-01 10.00",
      "invoice 10.00: fee 02-01..03-01 10.00",
      "invoice 5.00: extra 02-01..03-01 5.00",
      "invoice 25.00: extra 03-01..04-01 5.00, fee 03-01..04-01 20.00",
    ],
  ],
  [
    "a cancellation known late gives back usage and minimum, each by itself",
    {
      charges: [calls("1.00", { minimum: "31.00" })],
      subscription: { changes: [{ on: "2026-01-11", knownOn: "2026-02-05", cancel: "now" }] },
      usage: ["2026-01-05 4", "2026-01-20 6"],
      runs: ["2026-02-01", "2026-02-05", "2026-03-01"],
    },
    [
      "invoice 31.00: calls minimum 01-01..02-01 21.00, calls 01-01..02-01 10.00",
      "credit-memo 21.00: calls back 01-01..02-01 6.00, calls back 01-01..02-01 15.00",
      "",
    ],
  ],
  [
    "late events are counted on the old period's dates",
    {
      charges: [calls("2.00", { aggregate: "count" })],
      usage: ["2026-01-05 4", "2026-01-20 6 known 2026-02-03"],
      runs: ["2026-02-01", "2026-02-03"],
    },
    ["invoice 2.00: calls 01-01..02-01 2.00", "invoice 2.00: calls 01-01..02-01 2.00"],
  ],
  [
    "late usage that reaches a cheaper volume gives back the difference",
    {
      charges: [
        {
          key: "calls",
          type: "usage",
          period: "month",
          price: {
            model: "volume",
            tiers: [
              { upTo: "10", unitPrice: "2.00" },
              { upTo: null, unitPrice: "1.00" },
            ],
          },
        },
      ],
      usage: ["2026-01-05 10", "2026-01-20 2 known 2026-02-03"],
      runs: ["2026-02-01", "2026-02-03", "2026-02-03"],
    },
    [
      "invoice 20.00: calls 01-01..02-01 20.00",
      "credit-memo 8.00: calls back 01-01..02-01 8.00",
      "",
    ],
  ],
  [
    "a quantity that is sold is one event",
    {
      charges: [
        {
          key: "fee",
          type: "recurring",
          period: "month",
          timing: "advance",
          price: { model: "percentage", percent: "2.9", fixedFee: "0.30" },
        },
      ],
      subscription: { quantity: "1000" },
      runs: ["2026-01-01"],
    },
    ["invoice 29.30: fee 01-01..02-01 29.30"],
  ],
  [
    "a charge of nothing is given back at nothing",
    {
      charges: [monthly("31.00"), monthly("0.00", { key: "free" })],
      subscription: { changes: [{ on: "2026-01-11", cancel: "now" }] },
      runs: ["2026-01-01", "2026-01-11"],
    },
    [
      "invoice 31.00: fee 01-01..02-01 31.00, free 01-01..02-01 0.00",
      "credit-memo 21.00: fee back 01-11..02-01 21/31 21.00, free back 01-11..02-01 21/31 0.00",
    ],
  ],
  [
    "a flat price doesn't notice the quantity",
    {
      charges: [monthly("31.00"), seats("10.00", { timing: "arrears" })],
      subscription: { changes: [{ on: "2026-01-11", quantity: "3" }] },
      runs: ["2026-01-01", "2026-01-11", "2026-02-01"],
    },
    [
      "invoice 31.00: fee 01-01..02-01 31.00",
      "",
      "invoice 54.55: seats 01-01..01-11 10/31 3.23, seats 01-11..02-01 21/31 20.32, fee 02-01..03-01 31.00",
    ],
  ],
  [
    "what is left of a period billed elsewhere is due on its first day here",
    {
      charges: [monthly("31.00")],
      account: { billCycleDay: 1 },
      subscription: { startOn: "2025-03-01", billedThroughOn: "2026-01-14" },
      runs: ["2026-01-10", "2026-01-15"],
    },
    ["", "invoice 17.00: fee 01-15..02-01 17/31 17.00"],
  ],
  [
    "of two ends the earlier one holds",
    {
      charges: [monthly("31.00")],
      subscription: {
        endOn: "2026-02-11",
        changes: [{ on: "2026-01-15", cancel: "end-of-period" }],
      },
      runs: ["2026-03-01"],
    },
    ["invoice 31.00: fee 01-01..02-01 31.00"],
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
      "invoice 319: b 01-01..02-01 100 off 4 tax 9, c 01-01..02-01 100 off 3 tax 10, fee 01-01..02-01 100 off 3 tax 10",
    ],
  ],
  [
    "a plan known late to hold from the start gives back the charges that it doesn't have",
    {
      charges: [monthly("31.00"), seats("10.00"), calls("1.00")],
      plans: { pro: [monthly("62.00")] },
      subscription: { changes: [{ on: "2026-01-01", knownOn: "2026-02-05", plan: "pro" }] },
      usage: ["2026-01-10 5"],
      runs: ["2026-02-01", "2026-02-05", "2026-02-05"],
    },
    [
      "invoice 87.00: calls 01-01..02-01 5.00, fee 01-01..02-01 31.00, seats 01-01..02-01 10.00, fee 02-01..03-01 31.00, seats 02-01..03-01 10.00",
      "invoice 37.00: calls back 01-01..02-01 -5.00, fee back 01-01..02-01 -31.00, fee 01-01..02-01 62.00, seats back 01-01..02-01 -10.00, fee back 02-01..03-01 -31.00, fee 02-01..03-01 62.00, seats back 02-01..03-01 -10.00",
      "",
    ],
  ],
];

describe("the rules, each on a small book", () => {
  it.each(rules)("%s", (_, book, printed) => {
    expect(printRuns(book)).toEqual(printed);
  });
});
