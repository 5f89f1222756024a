import { describe, expect, it } from "vitest";
import { explainCharges } from "../../../src/billing/bill-run/explain-charges.ts";
import { groupByPayer } from "../../../src/billing/billing-file/group-by-payer.ts";
import { simulate } from "../../../src/billing/billing-file/simulate.ts";
import { billingData, runFor } from "../../support/play-runs.ts";
import { monthly } from "../../support/print-runs.ts";

/** A file with small monthly bills, at least 5.00. */
function small(subscription: object, runs: string[], more: object = {}) {
  return billingData({
    version: 1,
    settings: { minimumInvoice: { USD: "5.00" } },
    plans: [{ key: "basic", charges: [monthly("2.00")] }],
    accounts: [{ key: "acme", name: "Acme" }],
    subscriptions: [
      { key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01", ...subscription },
    ],
    runs: runs.map((targetOn) => ({ targetOn })),
    ...more,
  });
}

/** One text a run: its documents, else the account's reason. */
function print(data: ReturnType<typeof small>): string[] {
  return simulate(data).runs.map(({ documents, accounts }) =>
    documents.length > 0
      ? documents
          .map(({ type, total, lines }) => `${type} ${total} of ${lines.length} lines`)
          .join(", ")
      : `${accounts[0]?.result}: ${accounts[0]?.reason}`,
  );
}

const waits = (amount: string) =>
  `nothing-due: ${amount} USD is below the minimum of 5.00 USD and waits for the next bill`;

describe("an invoice below the minimum", () => {
  it("waits, and stands on the first bill that reaches it", () => {
    const months = ["2026-01-01", "2026-02-01", "2026-02-01", "2026-03-01", "2026-04-01"];
    expect(print(small({}, months))).toEqual([
      waits("2.00"),
      waits("4.00"),
      waits("4.00"),
      "invoice 6.00 of 3 lines",
      waits("2.00"),
    ]);
  });

  it("is issued at exactly the minimum, and where its currency has none", () => {
    const prices = { plans: [{ key: "basic", charges: [monthly("5.00")] }] };
    expect(print(small({}, ["2026-01-01"], prices))).toEqual(["invoice 5.00 of 1 lines"]);
    const settings = { settings: { minimumInvoice: { EUR: "5.00" } } };
    expect(print(small({}, ["2026-01-01"], settings))).toEqual(["invoice 2.00 of 1 lines"]);
  });

  it("is issued if it is the last one", () => {
    expect(print(small({ endOn: "2026-02-01" }, ["2026-01-01"]))).toEqual([
      "invoice 2.00 of 1 lines",
    ]);
    const cancel = [{ on: "2026-02-11", cancel: "end-of-period" }];
    expect(print(small({ changes: cancel }, ["2026-01-01", "2026-02-12"]))).toEqual([
      waits("2.00"),
      "invoice 4.00 of 2 lines",
    ]);
  });

  it("waits through a pause", () => {
    const changes = [{ on: "2026-01-16", pause: true }];
    expect(print(small({ changes }, ["2026-01-20"]))).toEqual([waits("0.97")]);
  });

  it("waits while another subscription of the account goes on", () => {
    const subscriptions = ["s1", "s2"].map((key) => ({
      key,
      account: "acme",
      plan: "basic",
      startOn: "2026-01-01",
      ...(key === "s1" ? { endOn: "2026-02-01" } : {}),
    }));
    expect(print(small({}, ["2026-01-01"], { subscriptions }))).toEqual([waits("4.00")]);
    const accounts = [{ key: "acme", name: "Acme", documentsPer: "subscription" }];
    expect(print(small({}, ["2026-01-01"], { subscriptions, accounts }))).toEqual([
      "invoice 2.00 of 1 lines",
    ]);
  });

  it("never holds back what is given back, nor a bill over nothing", () => {
    const settings = { minimumInvoice: { USD: "50.00" }, zeroInvoices: "issue" };
    const changes = [{ on: "2026-01-17", quantity: "0" }];
    const seats = monthly("0", { price: { model: "per-unit", unitPrice: "62.00" } });
    const more = { settings, plans: [{ key: "basic", charges: [seats] }] };
    expect(print(small({ changes }, ["2026-01-01", "2026-01-17", "2026-02-01"], more))).toEqual([
      "invoice 62.00 of 1 lines",
      "credit-memo 30.00 of 2 lines",
      "invoice 0.00 of 1 lines",
    ]);
  });

  it("is why its charges aren't billed", () => {
    const data = small({}, []);
    const [group] = groupByPayer(data);
    if (!group) throw new Error("no payer");
    const facts = { ...group, billed: [], knownThroughOn: null };
    const [fee] = explainCharges(facts, data.catalog, runFor("2026-01-01"));
    expect(fee?.lines).toEqual([]);
    expect(fee?.reason).toBe(
      "2.00 USD is below the minimum of 5.00 USD and waits for the next bill",
    );
  });
});
