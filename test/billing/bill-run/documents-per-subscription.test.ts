import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/billing/billing-file/simulate.ts";
import { billingData } from "../../support/play-runs.ts";
import { monthly } from "../../support/print-runs.ts";

/** A family with a subscription each, and documents as the parent has it. */
function family(documentsPer: string, more: object = {}) {
  const account = (key: string, rest: object = {}) => ({
    key,
    name: key,
    billCycleDay: 1,
    ...rest,
  });
  const sold = (key: string, owner: string, rest: object = {}) => ({
    key,
    account: owner,
    plan: "basic",
    startOn: "2026-01-01",
    ...rest,
  });
  return billingData({
    version: 1,
    taxRates: [{ key: "vat", percent: "10" }],
    coupons: [{ key: "five", amount: "5.00", duration: "forever" }],
    plans: [{ key: "basic", charges: [monthly("0.05", { taxRates: ["vat"] })] }],
    accounts: [
      account("beta"),
      account("acme", { documentsPer }),
      account("child", { parent: "acme", documentsPer: "account" }),
    ],
    subscriptions: [
      sold("s3", "acme", { changes: [{ on: "2026-01-01", knownOn: "2026-01-20", quantity: "2" }] }),
      sold("s1", "child", { changes: [{ on: "2026-01-11", cancel: "now" }] }),
      sold("s2", "acme"),
      sold("s0", "beta"),
    ],
    runs: [{ targetOn: "2026-01-01" }, { targetOn: "2026-01-20" }, { targetOn: "2026-02-01" }],
    ...more,
  });
}

function print(documentsPer: string, more: object = {}): string[][] {
  return simulate(family(documentsPer, more)).runs.map(({ documents }) =>
    documents.map(
      ({ account, type, lines, tax, total }) =>
        `${account} ${type} ${lines.map((line) => line.subscription).join(" ")}: ${total} (${tax})`,
    ),
  );
}

describe("the account that pays chooses what a document is for", () => {
  it("for all it owes, by default", () => {
    expect(print("account")).toEqual([
      ["acme invoice s1 s2 s3: 0.17 (0.02)", "beta invoice s0: 0.06 (0.01)"],
      ["acme credit-memo s1: 0.03 (0.00)"],
      ["acme invoice s2 s3: 0.11 (0.01)", "beta invoice s0: 0.06 (0.01)"],
    ]);
  });

  it("or for each subscription of the family, in their order, tax rounded on each", () => {
    expect(print("subscription")).toEqual([
      [
        "acme invoice s1: 0.06 (0.01)",
        "acme invoice s2: 0.06 (0.01)",
        "acme invoice s3: 0.06 (0.01)",
        "beta invoice s0: 0.06 (0.01)",
      ],
      ["acme credit-memo s1: 0.03 (0.00)"],
      [
        "acme invoice s2: 0.06 (0.01)",
        "acme invoice s3: 0.06 (0.01)",
        "beta invoice s0: 0.06 (0.01)",
      ],
    ]);
  });

  it("with credit memos of their own where what is negative stands apart", () => {
    const settings = { negativeCharges: "separate" };
    const charges = [monthly("31.00"), monthly("-3.10", { key: "standing" })];
    expect(print("subscription", { settings, plans: [{ key: "basic", charges }] })[0]).toEqual([
      "acme invoice s1: 31.00 (0.00)",
      "acme credit-memo s1: 3.10 (0.00)",
      "acme invoice s2: 31.00 (0.00)",
      "acme credit-memo s2: 3.10 (0.00)",
      "acme invoice s3: 31.00 (0.00)",
      "acme credit-memo s3: 3.10 (0.00)",
      "beta invoice s0: 31.00 (0.00)",
      "beta credit-memo s0: 3.10 (0.00)",
    ]);
  });
});
