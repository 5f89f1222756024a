import { describe, expect, it } from "vitest";
import { calls, monthly, printRuns, type SmallBook, seats } from "../../support/print-runs.ts";

function once(amount: string) {
  return { key: "setup", type: "one-time", price: { model: "flat", amount } };
}

/** What each book is to show, the book, and what each of its runs prints. */
const rules: readonly (readonly [string, SmallBook, readonly (readonly string[])[]])[] = [
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
    [["invoice 42.00", "fee 01-21..02-01 11/31 11.00", "fee 02-01..03-01 31.00"]],
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
    [["invoice 50.00", "setup 01-01..01-02 50.00"], []],
  ],
  [
    "a change dated before the start holds from the start",
    {
      charges: [seats("31.00")],
      subscription: { changes: [{ on: "2025-12-20", quantity: "3" }] },
      runs: ["2026-01-01"],
    },
    [["invoice 93.00", "seats 01-01..02-01 93.00"]],
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
    [
      ["invoice 31.00", "fee 01-01..02-01 31.00"],
      ["invoice 31.00", "fee 02-01..03-01 31.00"],
      [],
      [],
    ],
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
      ["invoice 10.00", "fee 01-01..01-11 10/31 10.00"],
      [],
      ["invoice 11.00", "fee 01-21..02-01 11/31 11.00"],
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
    [
      ["invoice 31.00", "fee 01-01..02-01 31.00"],
      ["credit-memo 9.00", "fee back 01-12..01-21 9/31 9.00"],
    ],
  ],
  [
    "periods billed ahead come back at once when service is cancelled",
    {
      charges: [monthly("31.00")],
      subscription: { changes: [{ on: "2026-01-11", cancel: "now" }] },
      runs: [{ targetOn: "2026-03-01", invoiceOn: "2026-01-01" }, "2026-01-11"],
    },
    [
      [
        "invoice 93.00",
        "fee 01-01..02-01 31.00",
        "fee 02-01..03-01 31.00",
        "fee 03-01..04-01 31.00",
      ],
      [
        "credit-memo 83.00",
        "fee back 01-11..02-01 21/31 21.00",
        "fee back 02-01..03-01 31.00",
        "fee back 03-01..04-01 31.00",
      ],
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
      ["invoice 62.00", "seats 01-01..02-01 31.00", "seats 02-01..03-01 31.00"],
      [
        "invoice 52.00",
        "seats back 01-11..02-01 21/31 -21.00",
        "seats 01-11..02-01 21/31 42.00",
        "seats back 02-01..03-01 -31.00",
        "seats 02-01..03-01 62.00",
      ],
      [],
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
      ["invoice 0.05", "fee 02-01..03-01 0.05"],
      ["invoice 0.02", "fee back 02-01..03-01 -0.05", "fee 02-01..03-01 0.07"],
    ],
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
    [["invoice 31.00", "fee 01-01..02-01 31.00"]],
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
      [
        "invoice 87.00",
        "calls 01-01..02-01 5.00",
        "fee 01-01..02-01 31.00",
        "seats 01-01..02-01 10.00",
        "fee 02-01..03-01 31.00",
        "seats 02-01..03-01 10.00",
      ],
      [
        "invoice 37.00",
        "calls back 01-01..02-01 -5.00",
        "fee back 01-01..02-01 -31.00",
        "fee 01-01..02-01 62.00",
        "seats back 01-01..02-01 -10.00",
        "fee back 02-01..03-01 -31.00",
        "fee 02-01..03-01 62.00",
        "seats back 02-01..03-01 -10.00",
      ],
      [],
    ],
  ],
];

describe("changes, each rule on a small book", () => {
  it.each(rules)("%s", (_, book, printed) => {
    expect(printRuns(book)).toEqual(printed);
  });
});
