import { expect, it } from "vitest";
import { billingData, linesOf, playRuns } from "../../support/play-runs.ts";

it("what comes back of a charge that was recurring is not billed again as usage", () => {
  const period = { days: 10 };
  const tiers = [
    { upTo: "2", unitPrice: "0.00", flatFee: "0.01" },
    { upTo: null, unitPrice: "0.00" },
  ];
  const byUsage = { key: "fee", type: "usage", period, price: { model: "volume", tiers } };
  const price = { model: "per-unit", unitPrice: "0.01" };
  const recurring = { key: "fee", type: "recurring", timing: "advance", period, price };
  const data = billingData({
    version: 1,
    plans: [
      { key: "a", charges: [byUsage] },
      { key: "b", charges: [recurring] },
    ],
    accounts: [{ key: "acme", name: "Acme", billCycleDay: "anniversary" }],
    subscriptions: [
      {
        key: "s1",
        account: "acme",
        plan: "b",
        startOn: "2023-12-20",
        quantity: "5",
        changes: [{ on: "2024-01-31", knownOn: "2024-02-18", plan: "a" }],
      },
    ],
    runs: [
      { targetOn: "2024-03-06", asOf: "2024-02-17" },
      { targetOn: "2024-03-06" },
      { targetOn: "2024-03-06" },
    ],
  });
  const [, changed, again] = playRuns(data).runs.map(({ proposals }) => proposals.flatMap(linesOf));
  expect(changed?.map(({ from, kind, amountMinor }) => `${from} ${kind} ${amountMinor}`)).toEqual([
    "2024-01-31 credit -4",
    "2024-01-31 usage 1",
    "2024-02-08 credit -5",
    "2024-02-08 usage 1",
    "2024-02-18 credit -5",
    "2024-02-18 usage 1",
    "2024-02-28 credit -5",
  ]);
  expect(again).toEqual([]);
});
