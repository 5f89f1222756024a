import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/billing/billing-file/simulate.ts";
import { billingData, playRuns } from "../../support/play-runs.ts";
import { calls, monthly, printRuns, type SmallBook } from "../../support/print-runs.ts";

const setup = { key: "setup", type: "one-time", price: { model: "flat", amount: "50.00" } };
const catchUp = (targetOn: string, more: object = {}) => ({ targetOn, kind: "catch-up", ...more });

describe("a catch-up run counts what is due as billed, and later runs go on from there", () => {
  it.each<[string, SmallBook, string[][]]>([
    [
      "fees, usage and what is due once",
      {
        charges: [monthly("31.00"), calls("1.00"), setup],
        usage: ["2026-01-05 7", "2026-02-05 3 known 2026-03-10", "2026-03-05 2"],
        runs: [catchUp("2026-03-01"), "2026-03-01", "2026-04-01"],
      },
      [[], [], ["invoice 33.00", "calls 03-01..04-01 2.00", "fee 04-01..05-01 31.00"]],
    ],
    [
      "changes of what counts as billed bill and give back nothing, later ones do",
      {
        charges: [monthly("31.00", { price: { model: "per-unit", unitPrice: "31.00" } })],
        subscription: {
          changes: [
            { on: "2026-01-16", knownOn: "2026-02-02", quantity: "3" },
            { on: "2026-03-16", quantity: "1" },
          ],
        },
        runs: [catchUp("2026-02-01"), "2026-02-10", "2026-03-01", "2026-03-16"],
      },
      [
        [],
        [],
        ["invoice 93.00", "fee 03-01..04-01 93.00"],
        ["credit-memo 32.00", "fee back 03-16..04-01 16/31 48.00", "fee 03-16..04-01 16/31 -16.00"],
      ],
    ],
    [
      "a cancellation gives back nothing that was billed elsewhere",
      {
        charges: [monthly("31.00")],
        subscription: { changes: [{ on: "2026-01-11", cancel: "now" }] },
        runs: [catchUp("2026-01-01"), "2026-01-20"],
      },
      [[], []],
    ],
    [
      "a catch-up leaves repairs of what was billed here to the next run",
      {
        charges: [monthly("31.00")],
        subscription: { changes: [{ on: "2026-01-11", cancel: "now" }] },
        runs: ["2026-01-01", catchUp("2026-01-20"), "2026-01-20"],
      },
      [
        ["invoice 31.00", "fee 01-01..02-01 31.00"],
        [],
        ["credit-memo 21.00", "fee back 01-11..02-01 21/31 21.00"],
      ],
    ],
    [
      "a resume inside what was counted up to a pause is billed from its day",
      {
        charges: [calls("1.00", { minimum: "31.00" }), monthly("31.00", { timing: "arrears" })],
        usage: ["2026-01-05 7", "2026-01-25 2"],
        subscription: {
          changes: [
            { on: "2026-01-11", pause: true },
            { on: "2026-01-21", resume: true },
          ],
        },
        runs: [catchUp("2026-01-15"), "2026-02-01"],
      },
      [
        [],
        [
          "invoice 22.00",
          "calls minimum 01-21..02-01 11/31 9.00",
          "calls 01-21..02-01 2.00",
          "fee 01-21..02-01 11/31 11.00",
        ],
      ],
    ],
    [
      "a coupon's periods that were counted are over",
      {
        charges: [monthly("31.00")],
        coupons: [{ key: "c", duration: { periods: 3 }, percent: "10" }],
        subscription: { coupons: ["c"] },
        runs: [catchUp("2026-02-01"), "2026-04-01"],
      },
      [[], ["invoice 58.90", "fee 03-01..04-01 31.00 off 3.10", "fee 04-01..05-01 31.00"]],
    ],
    [
      "under proration none a period counts once",
      {
        charges: [monthly("31.00", { proration: "none" })],
        runs: [catchUp("2026-01-01"), "2026-02-01"],
      },
      [[], ["invoice 31.00", "fee 02-01..03-01 31.00"]],
    ],
    [
      "also where zero invoices are issued",
      {
        settings: { zeroInvoices: "issue" },
        charges: [monthly("31.00")],
        runs: [catchUp("2026-01-01"), "2026-02-01"],
      },
      [[], ["invoice 31.00", "fee 02-01..03-01 31.00"]],
    ],
    [
      "only of the charges that it selects",
      {
        charges: [monthly("31.00"), setup],
        runs: [catchUp("2026-01-01", { select: { chargeTypes: ["recurring"] } }), "2026-01-01"],
      },
      [[], ["invoice 50.00", "setup 01-01..01-02 50.00"]],
    ],
  ])("%s", (_, book, expected) => {
    expect(printRuns(book)).toEqual(expected);
  });

  it("and says so: at nothing, without tax, the account's row with the reason", () => {
    const data = billingData({
      version: 1,
      taxRates: [{ key: "vat", percent: "10" }],
      plans: [{ key: "basic", charges: [monthly("31.00", { taxRates: ["vat"] })] }],
      accounts: [{ key: "acme", name: "Acme" }],
      subscriptions: [{ key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01" }],
      runs: [catchUp("2026-02-01")],
    });
    const [run] = simulate(data).runs;
    expect(run?.accounts).toEqual([
      {
        account: "acme",
        result: "nothing-due",
        reason: "what is due counts as billed, without a document",
      },
    ]);
    const { billed } = playRuns(data);
    expect(
      billed.map(({ amountMinor, taxes, terms, why }) => [amountMinor, taxes, terms, why]),
    ).toEqual([
      [0n, [], "1m *", "counts as billed: 31.00 a month"],
      [0n, [], "1m *", "counts as billed: 31.00 a month"],
    ]);
  });
});

describe("missed periods", () => {
  const bound = (catchUpPeriods: number, runs: (string | object)[]) =>
    printRuns({
      settings: { catchUpPeriods },
      charges: [monthly("31.00")],
      runs: runs as string[],
    });

  it("are billed up to the bound, and park the account above it", () => {
    expect(bound(3, ["2026-03-01"])[0]?.[0]).toBe("invoice 93.00");
    expect(bound(3, ["2026-04-01"])).toEqual([
      [
        "parked: 4 periods of charge fee of subscription s1 are missing, more than 3: " +
          "raise the bound or use a catch-up run",
      ],
    ]);
  });

  it("are only those of the run, and a catch-up run knows no bound", () => {
    const [first, second] = bound(2, ["2026-02-01", "2026-04-01"]);
    expect([first?.[0], second?.[0]]).toEqual(["invoice 62.00", "invoice 62.00"]);
    expect(bound(2, [catchUp("2026-12-01"), "2027-01-01"])).toEqual([
      [],
      ["invoice 31.00", "fee 01-01..02-01 31.00"],
    ]);
  });
});
