import { describe, expect, it } from "vitest";
import { monthly, printRuns, type SmallBook, seats } from "../../support/print-runs.ts";

/** What each book is to show, the book, and what each of its runs prints. */
const rules: readonly (readonly [string, SmallBook, readonly (readonly string[])[]])[] = [
  [
    "a period billed at nothing is repaired like any other",
    {
      charges: [seats("31.00")],
      subscription: { quantity: "0", changes: [{ on: "2026-01-11", quantity: "3" }] },
      runs: ["2026-01-01", "2026-01-11"],
    },
    [[], ["invoice 63.00", "seats back 01-11..02-01 21/31 0.00", "seats 01-11..02-01 21/31 63.00"]],
  ],
  [
    "a yearly price billed monthly costs a twelfth, a part of it its fraction of that",
    {
      charges: [monthly("1200.00", { pricePeriod: "year" })],
      account: { billCycleDay: 1 },
      subscription: { startOn: "2026-01-15" },
      runs: ["2026-02-01"],
    },
    [["invoice 154.84", "fee 01-15..02-01 17/372 54.84", "fee 02-01..03-01 100.00"]],
  ],
  [
    "without proration a stub of a yearly price billed monthly costs the whole twelfth",
    {
      charges: [monthly("1200.00", { pricePeriod: "year", proration: "none" })],
      account: { billCycleDay: 1 },
      subscription: { startOn: "2026-01-15" },
      runs: ["2026-02-01"],
    },
    [["invoice 200.00", "fee 01-15..02-01 100.00", "fee 02-01..03-01 100.00"]],
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
    [["invoice 39.00", "fee 02-20..04-01 13/10 39.00"]],
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
    [
      ["invoice 10.00", "seats 01-01..02-01 10.00"],
      ["invoice 30.00", "seats 02-01..02-10 30.00"],
      [],
    ],
  ],
  [
    "without proration a plan known late begins with the first period not billed",
    {
      settings: { proration: "none" },
      charges: [monthly("10.00")],
      plans: { pro: [monthly("20.00"), monthly("5.00", { key: "extra" })] },
      subscription: { changes: [{ on: "2026-01-11", knownOn: "2026-02-05", plan: "pro" }] },
      runs: ["2026-01-01", "2026-02-01", "2026-02-05", "2026-03-01"],
    },
    [
      ["invoice 10.00", "fee 01-01..02-01 10.00"],
      ["invoice 10.00", "fee 02-01..03-01 10.00"],
      ["invoice 5.00", "extra 02-01..03-01 5.00"],
      ["invoice 25.00", "extra 03-01..04-01 5.00", "fee 03-01..04-01 20.00"],
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
    [["invoice 29.30", "fee 01-01..02-01 29.30"]],
  ],
  [
    "a charge of nothing is given back at nothing",
    {
      charges: [monthly("31.00"), monthly("0.00", { key: "free" })],
      subscription: { changes: [{ on: "2026-01-11", cancel: "now" }] },
      runs: ["2026-01-01", "2026-01-11"],
    },
    [
      ["invoice 31.00", "fee 01-01..02-01 31.00", "free 01-01..02-01 0.00"],
      [
        "credit-memo 21.00",
        "fee back 01-11..02-01 21/31 21.00",
        "free back 01-11..02-01 21/31 0.00",
      ],
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
      ["invoice 31.00", "fee 01-01..02-01 31.00"],
      [],
      [
        "invoice 54.55",
        "seats 01-01..01-11 10/31 3.23",
        "seats 01-11..02-01 21/31 20.32",
        "fee 02-01..03-01 31.00",
      ],
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
    [[], ["invoice 17.00", "fee 01-15..02-01 17/31 17.00"]],
  ],
];

describe("parts of periods and prices, each rule on a small book", () => {
  it.each(rules)("%s", (_, book, printed) => {
    expect(printRuns(book)).toEqual(printed);
  });
});
