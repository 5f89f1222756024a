import { describe, expect, it } from "vitest";
import { calls, monthly, printRuns, type SmallBook } from "../../support/print-runs.ts";

/** What each book is to show, the book, and what each of its runs prints. */
const rules: readonly (readonly [string, SmallBook, readonly (readonly string[])[]])[] = [
  [
    "usage and minimum begin after what was billed elsewhere",
    {
      charges: [calls("1.00", { minimum: "31.00" })],
      account: { billCycleDay: 1 },
      subscription: { startOn: "2025-03-01", billedThroughOn: "2026-01-14" },
      usage: ["2026-01-10 100", "2026-01-15 3"],
      runs: ["2026-01-31", "2026-02-01"],
    },
    [[], ["invoice 17.00", "calls minimum 01-15..02-01 17/31 14.00", "calls 01-15..02-01 3.00"]],
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
    [["invoice 30.00", "calls 01-01..01-16 10.00", "calls 01-16..02-01 20.00"]],
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
      ["invoice 20.00", "calls 01-01..02-01 20.00"],
      ["invoice 10.00", "calls back 01-01..02-01 -10.00", "calls 01-16..02-01 20.00"],
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
    [["invoice 21.00", "calls minimum 01-01..02-01 21/31 10.00", "calls 01-01..02-01 11.00"]],
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
    [
      ["invoice 10.00", "calls 01-01..01-11 10.00"],
      [],
      ["invoice 1.00", "calls 01-01..02-01 1.00"],
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
      ["invoice 31.00", "fee 01-01..02-01 31.00"],
      ["invoice 5.00", "calls 01-01..01-21 5.00"],
      ["credit-memo 11.00", "fee back 01-21..02-01 11/31 11.00"],
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
      ["invoice 31.00", "calls minimum 01-01..02-01 21.00", "calls 01-01..02-01 10.00"],
      ["credit-memo 21.00", "calls back 01-01..02-01 6.00", "calls back 01-01..02-01 15.00"],
      [],
    ],
  ],
  [
    "late events are counted on the old period's dates",
    {
      charges: [calls("2.00", { aggregate: "count" })],
      usage: ["2026-01-05 4", "2026-01-20 6 known 2026-02-03"],
      runs: ["2026-02-01", "2026-02-03"],
    },
    [
      ["invoice 2.00", "calls 01-01..02-01 2.00"],
      ["invoice 2.00", "calls 01-01..02-01 2.00"],
    ],
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
      ["invoice 20.00", "calls 01-01..02-01 20.00"],
      ["credit-memo 8.00", "calls back 01-01..02-01 8.00"],
      [],
    ],
  ],
];

describe("usage, each rule on a small book", () => {
  it.each(rules)("%s", (_, book, printed) => {
    expect(printRuns(book)).toEqual(printed);
  });
});
