import { describe, expect, it } from "vitest";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { simulate } from "../../src/billing/billing-file/simulate.ts";
import type { SimulatedRun } from "../../src/billing/billing-file/simulation-result.ts";
import { sampleCompany } from "../../src/sandbox/sample-company.ts";

/** Ordinary days, both ends of short and long months, leap days and the turn of a year. */
const todays = [
  "2026-11-22",
  "2026-11-01",
  "2026-02-28",
  "2026-04-30",
  "2026-12-31",
  "2027-01-01",
  "2027-01-31",
  "2028-02-01",
  "2028-02-29",
  "2028-03-31",
];

/** This month's run, dated today, and next month's. */
function play(today: string): { readonly first: SimulatedRun; readonly next: SimulatedRun } {
  const parsed = parseBillingFile(sampleCompany(today));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const [first, next] = simulate(parsed.data).runs;
  if (!first || !next) throw new Error("the sample company has lost its runs");
  return { first, next };
}

const ofType = (run: SimulatedRun, type: string) =>
  run.documents.filter((document) => document.type === type).map((document) => document.account);

function documentOf(run: SimulatedRun, account: string) {
  const found = run.documents.find((document) => document.account === account);
  if (!found) throw new Error(`${account} has no document`);
  return found;
}

const linesOf = (run: SimulatedRun, account: string, charge: string) =>
  documentOf(run, account).lines.filter((line) => line.charge === charge);

describe.each(todays)("the sample company's month on %s", (today) => {
  const { first, next } = play(today);

  it("bills some thirty invoices in five currencies, and nobody is parked", () => {
    expect(Object.keys(first.totals)).toEqual(["CHF", "EUR", "GBP", "JPY", "USD"]);
    const invoices = ofType(first, "invoice").length;
    expect(invoices).toBeGreaterThanOrEqual(28);
    expect(invoices).toBeLessThanOrEqual(36);
    const results = new Set(first.accounts.map((account) => account.result));
    expect(results).toEqual(new Set(["billed", "nothing-due"]));
  });

  it("gives two partners a credit memo, since they earn more than they pay", () => {
    expect(ofType(first, "credit-memo")).toEqual(["anchor-point", "brightside"]);
    expect(documentOf(first, "anchor-point").total).toBe("390.00");
  });

  it("owes nothing to those who are on trial, paused, gone, or not there yet", () => {
    const idle = first.accounts.filter((account) => account.result === "nothing-due");
    expect(idle.map((account) => account.account)).toEqual([
      "castellan",
      "delta-advies",
      "hafenlicht-foto",
      "lantern-escape",
      "old-mill-pilates",
      "port-of-elmhurst",
      "sunny-side-tutors",
    ]);
  });

  it("has one bill that towers over the others, and stays below a second approval", () => {
    const dollars = first.documents.filter((document) => document.currency === "USD");
    const large = dollars.filter((document) => Number(document.total) > 10_000);
    expect(large.map((document) => document.account)).toEqual(["meridian-freight"]);
    expect(Number(first.totals["USD"]?.invoiced)).toBeLessThan(1_000_000);
  });

  it("bills Acme both stretches of the month in which its seats changed", () => {
    const seats = linesOf(first, "acme", "seats");
    expect(seats.map((line) => line.quantity)).toEqual(["120", "150"]);
    const days = new Date(`${first.targetOn}T00:00:00Z`).getUTCDate();
    const shares = seats.map((line) => Number(line.fraction?.split("/")[0]) * days);
    const wholes = seats.map((line) => Number(line.fraction?.split("/")[1]));
    expect(shares.map((share, at) => share / (wholes[at] ?? 1))).toEqual([11, days - 11]);
  });

  it("puts the lines of both hotels on the group's invoice", () => {
    const hotels = new Set(
      documentOf(first, "halden-hotels").lines.map((line) => line.subscription.split("-")[1]),
    );
    expect(hotels).toEqual(new Set(["hotels", "harbour", "moor"]));
  });

  it("bills last month's usage, and takes the launch offer off", () => {
    for (const account of ["acme", "tanaka", "kestrel-couriers"]) {
      expect(linesOf(first, account, "calls").map((line) => line.kind)).toEqual(["usage"]);
    }
    expect(linesOf(first, "juniper-yoga", "payments")).toHaveLength(1);
    expect(linesOf(first, "bluebird-clinics", "messages")).toHaveLength(1);
    const [base] = linesOf(first, "equals-design", "base");
    expect(base?.amount).toBe("129.00");
    expect(base?.discount).toBe("25.80");
  });

  it("charges the onboarding of whoever came to the Business plan this month, once", () => {
    expect(linesOf(first, "ironwood", "onboarding").map((line) => line.amount)).toEqual(["750.00"]);
    expect(linesOf(first, "pinecrest-dental", "onboarding")).toHaveLength(1);
    expect(linesOf(first, "smith-sons", "onboarding")).toEqual([]);
    expect(linesOf(next, "ironwood", "onboarding")).toEqual([]);
  });

  it("next month gives a yearly customer who leaves the rest of the year back", () => {
    const memo = documentOf(next, "fairweather");
    expect(memo.type).toBe("credit-memo");
    expect(memo.lines.map((line) => line.kind)).toEqual(["credit", "credit"]);
    expect(Number(memo.total)).toBeLessThan(Number(documentOf(first, "fairweather").total));
  });

  it("next month bills the usage that was reported late on its old dates", () => {
    const [billed] = linesOf(first, "nordwind", "calls");
    const calls = linesOf(next, "nordwind", "calls");
    expect(calls.map((line) => line.from)).toEqual([billed?.from]);
  });
});
