import { expect, it } from "vitest";
import { billingData, linesOf, playRuns } from "../../support/play-runs.ts";
import { calls, monthly, seats } from "../../support/print-runs.ts";

/** The words on the lines of the last of these runs. */
function wordsOf(charges: readonly object[], subscription: object, ...days: string[]): string[] {
  const data = billingData({
    version: 1,
    plans: [{ key: "basic", charges }],
    accounts: [{ key: "acme", name: "Acme", billCycleDay: 1 }],
    subscriptions: [
      { key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01", ...subscription },
    ],
    usage: [
      ["u1", "2026-01-05", "1500"],
      ["u2", "2026-01-06", "500", "2026-02-10"],
    ]
      .map(([key, day, quantity, knownOn]) => ({
        key,
        subscription: "s1",
        charge: "calls",
        at: `${day}T12:00:00Z`,
        quantity,
        ...(knownOn ? { knownOn } : {}),
      }))
      .filter(() => charges.some((charge) => "type" in charge && charge.type === "usage")),
    runs: days.map((targetOn) => ({ targetOn })),
  });
  const last = playRuns(data).runs.at(-1);
  return (last?.proposals ?? []).flatMap(linesOf).map(({ why }) => why);
}

const bulk = {
  model: "volume",
  tiers: [
    { upTo: "10", unitPrice: "150" },
    { upTo: null, unitPrice: "120" },
  ],
};
const included = { model: "per-unit", unitPrice: "2", included: "10" };
const late = { startOn: "2026-01-20" };

it.each<[string, object[], object, string[], string[]]>([
  ["a whole month", [monthly("1200.00")], {}, ["2026-01-01"], ["1,200.00 a month"]],
  ["a part of one", [monthly("100.00")], late, ["2026-01-20"], ["12 of 31 days at 100.00 a month"]],
  [
    "seats at the price of a tier",
    [seats("0", { price: bulk })],
    { ...late, quantity: "19" },
    ["2026-01-20"],
    ["12 of 31 days: 19 × 120.00 a month, the price above 10"],
  ],
  [
    "seats above what is included",
    [seats("0", { price: included })],
    { ...late, quantity: "15" },
    ["2026-01-20"],
    ["12 of 31 days, 15 units a month: 10 included, 5 at 2.00"],
  ],
  [
    "months of 30 days",
    [monthly("100.00", { proration: "30/360" })],
    late,
    ["2026-01-20"],
    ["11 of 30 days (months of 30 days) at 100.00 a month"],
  ],
  [
    "a quarter at a monthly price",
    [monthly("100.00", { period: "quarter", pricePeriod: "month" })],
    {},
    ["2026-01-01"],
    ["3 times 100.00 a month"],
  ],
  [
    "a month at a yearly price",
    [monthly("1200.00", { pricePeriod: "year" })],
    {},
    ["2026-01-01"],
    ["1/12 of 1,200.00 a year"],
  ],
  [
    "what is given back and charged anew",
    [seats("1000.00")],
    { quantity: "3", changes: [{ on: "2026-01-17", quantity: "5" }] },
    ["2026-01-01", "2026-01-17"],
    [
      "given back: 17–31 Jan 2026 of what was billed for 1–31 Jan 2026 (3,000.00)",
      "15 of 31 days: 5 × 1,000.00 a month",
    ],
  ],
  ["usage", [calls("1.00")], {}, ["2026-02-01"], ["1,500 × 1.00"]],
  [
    "late usage",
    [calls("1.00")],
    {},
    ["2026-02-01", "2026-02-10"],
    ["2,000 × 1.00; 2,000.00 in all, 1,500.00 of it billed before"],
  ],
  [
    "a minimum",
    [calls("1.00", { minimum: "3100.00" })],
    { startOn: "2026-01-02" },
    ["2026-02-01"],
    ["minimum of 3,000.00 (30/31 of a whole period's), 1,500.00 used", "1,500 × 1.00"],
  ],
])("%s is said in plain words", (_, charges, subscription, days, expected) => {
  expect(wordsOf(charges, subscription, ...days)).toEqual(expected);
});
