import { describe, expect, it } from "vitest";
import { findRates, rateId } from "../../../src/billing/tax/find-rates.ts";
import { billingData } from "../../support/play-runs.ts";

const { catalog, accounts } = billingData({
  version: 1,
  taxRates: [
    { key: "us", percent: "6.25", country: "US" },
    { key: "ny", percent: "4", country: "US", region: "NY" },
    { key: "de", percent: "19", inclusive: true, country: "DE" },
    { key: "eco", percent: "1" },
  ],
  plans: [
    {
      key: "basic",
      charges: [
        { key: "base", type: "one-time", price: { model: "flat", amount: "1" } },
        { key: "eco", type: "one-time", taxRates: ["eco"], price: { model: "flat", amount: "1" } },
        { key: "free", type: "one-time", taxRates: [], price: { model: "flat", amount: "1" } },
      ],
    },
  ],
  accounts: [
    { key: "ny", name: "A", address: { country: "US", region: "NY" } },
    { key: "us", name: "B", address: { country: "US" } },
    { key: "de", name: "C", address: { country: "DE", region: "NY" } },
    { key: "own", name: "D", address: { country: "US" }, taxRates: ["de", "eco"] },
    { key: "none", name: "E", address: { country: "US" }, taxRates: [] },
    { key: "exempt", name: "F", address: { country: "US" }, taxExempt: true },
    { key: "nowhere", name: "G" },
  ],
  subscriptions: [],
  runs: [],
});

function idsOf(accountKey: string, chargeKey: string): string[] {
  const account = accounts.find(({ key }) => key === accountKey);
  const charge = catalog.plans.get("basic")?.charges.find(({ key }) => key === chargeKey);
  if (!account || !charge) throw new Error("no such account or charge");
  return findRates(charge, account, catalog).map(({ id }) => id);
}

describe("the rates that apply", () => {
  it.each([
    ["ny", ["us 6.25", "ny 4"]],
    ["us", ["us 6.25"]],
    ["de", ["de 19 inside"]],
    ["own", ["de 19 inside", "eco 1"]],
    ["none", ["us 6.25"]],
    ["exempt", []],
    ["nowhere", []],
  ])("to account %s are %j", (account, ids) => {
    expect(idsOf(account, "base")).toEqual(ids);
    expect(idsOf(account, "base")).toEqual(ids);
  });

  it("are the charge's own where it names any, or none", () => {
    expect(idsOf("ny", "eco")).toEqual(["eco 1"]);
    expect(idsOf("ny", "free")).toEqual([]);
    expect(idsOf("exempt", "eco")).toEqual([]);
  });

  it("must be in the catalog", () => {
    const [payer] = accounts;
    if (!payer) throw new Error("no account");
    const find = () => findRates({ taxRates: ["gone"] }, payer, catalog);
    expect(find).toThrow("no tax rate with key gone");
  });

  it("are told apart by percent and by standing inside the price", () => {
    const rate = { rate: "vat", percent: "19", inclusive: false };
    expect(rateId(rate)).toBe("vat 19");
    expect(rateId({ ...rate, inclusive: true })).toBe("vat 19 inside");
  });
});
