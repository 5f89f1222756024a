import { expect, it } from "vitest";
import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { simulate } from "../../../src/billing/billing-file/simulate.ts";

type Fee = { period: string; timing: string; amount: string };

/** A plan "old" that becomes "new" on a day, both with one charge of the same key. */
function changed(
  fees: { old: Fee; new: Fee },
  on: { start: string; change: string; knownOn?: string; runs: readonly (string | object)[] },
  account: object = {},
) {
  const plan = (key: "old" | "new") => {
    const { period, timing, amount } = fees[key];
    const price = { model: "flat", amount };
    return { key, charges: [{ key: "fee", type: "recurring", period, timing, price }] };
  };
  const parsed = parseBillingFile({
    version: 1,
    plans: [plan("old"), plan("new")],
    accounts: [{ key: "acme", name: "Acme", ...account }],
    subscriptions: [
      {
        key: "s1",
        account: "acme",
        plan: "old",
        startOn: on.start,
        changes: [{ on: on.change, knownOn: on.knownOn ?? on.change, plan: "new" }],
      },
    ],
    runs: on.runs.map((run) => (typeof run === "string" ? { targetOn: run } : run)),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return simulate(parsed.data).runs.map((run) =>
    run.documents.flatMap(({ type, lines }) =>
      lines.map((line) => {
        const sign = type === "credit-memo" ? "turned " : "";
        return `${line.from.slice(5)}..${line.to.slice(5)} ${sign}${line.amount}`;
      }),
    ),
  );
}

it("a year that becomes months: the rest comes back, and each month waits for its day", () => {
  const fees = {
    old: { period: "year", timing: "advance", amount: "365.00" },
    new: { period: "month", timing: "advance", amount: "40.00" },
  };
  const runs = ["2025-01-01", "2025-10-01", "2025-11-01", "2025-12-01"];
  expect(changed(fees, { start: "2025-01-01", change: "2025-10-01", runs })).toEqual([
    ["01-01..01-01 365.00"],
    ["10-01..01-01 turned 92.00", "10-01..11-01 turned -40.00"],
    ["11-01..12-01 40.00"],
    ["12-01..01-01 40.00"],
  ]);
});

it("a month that becomes weeks: a whole week is never split at the old period's end", () => {
  const fees = {
    old: { period: "month", timing: "advance", amount: "30.00" },
    new: { period: "week", timing: "advance", amount: "7.00" },
  };
  const runs = ["2025-04-01", "2025-04-16", "2025-04-21", "2025-04-28"];
  const monday = { billCycleDay: 1, billCycleWeekday: "monday" };
  const on = { start: "2025-04-01", change: "2025-04-16", runs };
  expect(changed(fees, on, monday)).toEqual([
    ["04-01..05-01 30.00"],
    ["04-16..05-01 turned 15.00", "04-16..04-21 turned -5.00"],
    ["04-21..04-28 7.00"],
    ["04-28..05-05 7.00"],
  ]);
});

it("in advance that becomes in arrears: the new part is due when its service is over", () => {
  const fees = {
    old: { period: "month", timing: "advance", amount: "30.00" },
    new: { period: "month", timing: "arrears", amount: "60.00" },
  };
  const on = {
    start: "2025-04-01",
    change: "2025-04-16",
    runs: ["2025-04-01", "2025-04-16", "2025-05-01"],
  };
  expect(changed(fees, on, { billCycleDay: 1 })).toEqual([
    ["04-01..05-01 30.00"],
    ["04-16..05-01 turned 15.00"],
    ["04-16..05-01 30.00"],
  ]);
});

it("in arrears all along: a billed month is billed anew also by a run for an earlier day", () => {
  const fees = {
    old: { period: "month", timing: "arrears", amount: "30.00" },
    new: { period: "month", timing: "arrears", amount: "60.00" },
  };
  const earlier = { targetOn: "2025-04-20", invoiceOn: "2025-05-03" };
  const runs = ["2025-05-01", earlier, "2025-05-04"];
  const on = { start: "2025-04-01", change: "2025-04-16", knownOn: "2025-05-02", runs };
  expect(changed(fees, on, { billCycleDay: 1 })).toEqual([
    ["04-01..05-01 30.00"],
    ["04-16..05-01 -15.00", "04-16..05-01 30.00"],
    [],
  ]);
});
