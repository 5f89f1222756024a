import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BillingData } from "../../../src/billing/billing-file/billing-data.ts";
import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { simulate } from "../../../src/billing/billing-file/simulate.ts";
import type { SimulatedRun } from "../../../src/billing/billing-file/simulation-result.ts";

const fee = {
  key: "fee",
  type: "recurring",
  period: "month",
  timing: "advance",
  price: { model: "flat", amount: "31.00" },
  priceByCurrency: { JPY: { model: "flat", amount: "3100" } },
};

function company(runs: object[], accounts: object[] = []): BillingData {
  const all = [
    { key: "beta", name: "Beta", billCycleDay: 1 },
    { key: "acme", name: "Acme", billCycleDay: 1 },
    { key: "Zeta", name: "Zeta", billCycleDay: 1, currency: "JPY" },
    ...accounts,
  ] as { key: string }[];
  const parsed = parseBillingFile({
    version: 1,
    plans: [{ key: "basic", charges: [fee] }],
    accounts: all,
    subscriptions: all.map(({ key }) => ({
      key: `s-${key}`,
      account: key,
      plan: "basic",
      startOn: "2026-01-01",
    })),
    runs,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

/** A run as lines of text: documents with their totals, then accounts with their results. */
function print(run: SimulatedRun | undefined): string[] {
  if (run === undefined) return [];
  return [
    ...run.documents.map((it) => `${it.account} ${it.type} ${it.total} ${it.currency}`),
    ...run.accounts.map((it) => `${it.account}: ${it.result}`),
  ];
}

describe("a simulation", () => {
  it("bills in the order of account keys and adds up by currency", () => {
    const { version, runs } = simulate(company([{ targetOn: "2026-01-01" }]));
    expect(version).toBe(1);
    expect(print(runs[0])).toEqual([
      "Zeta invoice 3100 JPY",
      "acme invoice 31.00 USD",
      "beta invoice 31.00 USD",
      "Zeta: billed",
      "acme: billed",
      "beta: billed",
    ]);
    expect(runs[0]?.totals).toEqual({
      JPY: { invoices: 1, creditMemos: 0, lines: 1, invoiced: "3100", credited: "0" },
      USD: { invoices: 2, creditMemos: 0, lines: 2, invoiced: "62.00", credited: "0.00" },
    });
  });

  it("lets each run see what the earlier ones billed", () => {
    const day = { targetOn: "2026-01-01" };
    const { runs } = simulate(company([day, day, { targetOn: "2026-02-01" }]));
    expect(runs.map((run) => run.totals["USD"]?.invoiced)).toEqual(["62.00", undefined, "62.00"]);
    expect(print(runs[1])).toEqual(["Zeta: nothing-due", "acme: nothing-due", "beta: nothing-due"]);
    expect(runs[1]?.accounts[0]?.reason).toMatch(/due/);
  });

  it("puts the lines of children on the topmost parent's document", () => {
    const family = [
      { key: "child", name: "Child", parent: "acme", billCycleDay: 1 },
      { key: "a-grandchild", name: "Grandchild", parent: "child", billCycleDay: 1 },
    ];
    const [run] = simulate(company([{ targetOn: "2026-01-01" }], family)).runs;
    expect(print(run)).toContain("acme invoice 93.00 USD");
    expect(run?.accounts.map(({ account }) => account)).toEqual([
      "Zeta",
      "a-grandchild",
      "acme",
      "beta",
      "child",
    ]);
  });

  it("parks an account that can't be billed, with the reason, and bills the others", () => {
    const data = company([{ targetOn: "2026-01-01" }]);
    const subscriptions = data.subscriptions.map((subscription) =>
      subscription.account === "acme" ? { ...subscription, plan: "gone" } : subscription,
    );
    const [run] = simulate({ ...data, subscriptions }).runs;
    expect(run?.documents.map(({ account }) => account)).toEqual(["Zeta", "beta"]);
    expect(run?.accounts).toContainEqual({
      account: "acme",
      result: "parked",
      reason: "no plan with key gone",
    });
  });

  it("is the same whatever the order of accounts and subscriptions in the file", () => {
    const data = company([{ targetOn: "2026-01-01" }, { targetOn: "2026-03-01" }]);
    const expected = simulate(data);
    const shuffled = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(shuffled(data.accounts), shuffled(data.subscriptions), (accounts, sold) => {
        expect(simulate({ ...data, accounts, subscriptions: sold })).toEqual(expected);
      }),
      { numRuns: 20 },
    );
    expect(expected.runs[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(expected.runs[0]?.digest).not.toBe(expected.runs[1]?.digest);
  });

  it("of a file without runs has none", () => {
    expect(simulate(company([]))).toEqual({ version: 1, runs: [] });
  });
});
