import { describe, expect, it } from "vitest";
import { compareSimulations } from "../../../src/billing/billing-file/compare-simulations.ts";
import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { simulate } from "../../../src/billing/billing-file/simulate.ts";
import { twoFees } from "./two-fees.ts";

function billed(file: unknown) {
  const parsed = parseBillingFile(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return simulate(parsed.data);
}

describe("the difference of two simulations", () => {
  it("of the same file is none", () => {
    const result = billed(twoFees("10.00"));
    expect(compareSimulations(result, result)).toEqual({
      version: 1,
      same: true,
      runs: [
        {
          before: "2026-01-01",
          after: "2026-01-01",
          accounts: [],
          totals: { USD: { before: "70.00", after: "70.00", difference: "0.00" } },
        },
      ],
    });
  });

  it("is by account the lines that are only in one of them, and the change of totals", () => {
    const difference = compareSimulations(billed(twoFees("10.00")), billed(twoFees("12.50")));
    expect(difference).toMatchObject({
      same: false,
      runs: [
        {
          accounts: [
            {
              account: "acme",
              before: "billed",
              after: "billed",
              documents: [
                {
                  type: "invoice",
                  before: "60.00",
                  after: "62.50",
                  difference: "2.50",
                  onlyBefore: [{ charge: "fee", amount: "10.00" }],
                  onlyAfter: [{ charge: "fee", amount: "12.50" }],
                },
              ],
            },
            { account: "beta", documents: [{ difference: "2.50" }] },
          ],
          totals: { USD: { before: "70.00", after: "75.00", difference: "5.00" } },
        },
      ],
    });
  });

  it("pairs the documents of an account with one for each subscription", () => {
    const forEach = (second: string) => {
      const file = twoFees("10.00");
      const [acme, beta] = file.accounts;
      const [s1, s2] = file.subscriptions;
      const prices = { fee: { model: "flat", amount: second } };
      const more = { ...s2, key: "s3", account: "acme", prices };
      const accounts = [{ ...acme, documentsPer: "subscription" }, beta];
      return billed({ ...file, accounts, subscriptions: [s1, s2, more] });
    };
    const difference = compareSimulations(forEach("10.00"), forEach("12.50"));
    expect(difference.runs[0]?.accounts).toMatchObject([
      { account: "acme", documents: [{ before: "10.00", after: "12.50", difference: "2.50" }] },
    ]);
    expect(difference.runs[0]?.accounts[0]?.documents).toHaveLength(1);
  });

  it("shows an account that gets no document any more", () => {
    const difference = compareSimulations(billed(twoFees("10.00")), billed(twoFees("0.00")));
    expect(difference.runs[0]?.accounts[1]).toMatchObject({
      account: "beta",
      before: "billed",
      after: "nothing-due",
      documents: [{ before: "10.00", after: null, difference: "-10.00", onlyAfter: [] }],
    });
  });

  it("counts a credit memo against what is owed", () => {
    const difference = compareSimulations(billed(twoFees("10.00")), billed(twoFees("-10.00")));
    expect(difference.runs[0]?.accounts[1]?.documents).toMatchObject([
      { type: "invoice", before: "10.00", after: null, difference: "-10.00" },
      { type: "credit-memo", before: null, after: "10.00", difference: "-10.00" },
    ]);
    expect(difference.runs[0]?.totals["USD"]?.difference).toBe("-40.00");
  });

  it("shows a run and an account that only one file has", () => {
    const file = twoFees("10.00");
    const more = {
      ...file,
      accounts: [...file.accounts, { key: "gamma", name: "Gamma" }],
      runs: [...file.runs, { targetOn: "2026-02-01" }],
    };
    const difference = compareSimulations(billed(file), billed(more));
    expect(difference.same).toBe(false);
    expect(difference.runs[0]?.accounts).toEqual([
      { account: "gamma", before: null, after: "nothing-due", documents: [] },
    ]);
    expect(difference.runs[1]).toMatchObject({ before: null, after: "2026-02-01" });
  });
});
