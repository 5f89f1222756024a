import { describe, expect, it } from "vitest";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
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

function read(today: string): BillingData {
  const parsed = parseBillingFile(JSON.parse(JSON.stringify(sampleCompany(today))));
  expect(parsed.ok ? [] : parsed.errors).toEqual([]);
  if (!parsed.ok) throw new Error("the sample company can't be read");
  return parsed.data;
}

describe("the sample company", () => {
  it.each(todays)("is a billing file without errors on %s", (today) => {
    const { accounts, runs } = read(today);
    expect(accounts.length).toBeGreaterThanOrEqual(40);
    expect(runs[0]?.invoiceOn).toBe(today);
    expect(runs[0]?.targetOn.slice(0, 7)).toBe(today.slice(0, 7));
  });

  it("does not take a day that isn't one", () => {
    expect(() => sampleCompany("2027-02-29")).toThrow("2027-02-29");
  });

  it("has five segments, five currencies and the tax of five countries", () => {
    const { accounts, catalog } = read("2026-11-22");
    expect(new Set(accounts.map((account) => account.segment))).toEqual(
      new Set(["enterprise", "mid-market", "self-serve", "public-sector", "partners"]),
    );
    expect(new Set(accounts.map((account) => account.currency))).toEqual(
      new Set(["USD", "EUR", "GBP", "JPY", "CHF"]),
    );
    const rates = [...catalog.taxRates.values()].map((rate) => `${rate.country} ${rate.percent}`);
    expect(rates).toEqual(
      expect.arrayContaining(["DE 19", "FR 20", "GB 20", "JP 10", "CH 8.1", "US 8.875"]),
    );
    expect(accounts.filter((account) => account.taxExempt).length).toBeGreaterThanOrEqual(3);
  });

  it("sells with flat, seat, volume, graduated, package and percentage prices", () => {
    const charges = [...read("2026-11-22").catalog.plans.values()].flatMap((plan) => plan.charges);
    expect(new Set(charges.map((charge) => charge.price.model))).toEqual(
      new Set(["flat", "per-unit", "volume", "graduated", "package", "percentage"]),
    );
    expect(new Set(charges.map((charge) => charge.type))).toEqual(
      new Set(["recurring", "one-time", "usage"]),
    );
    expect(charges.some((charge) => "timing" in charge && charge.timing === "arrears")).toBe(true);
  });

  it("has a parent with two children, and cycles on the 1st, 15th, last and any day", () => {
    const { accounts } = read("2026-11-22");
    const children = accounts.filter((account) => account.parent !== undefined);
    expect(children.map((child) => child.parent)).toEqual(["halden-hotels", "halden-hotels"]);
    expect(new Set(accounts.map((account) => account.billCycleDay))).toEqual(
      new Set([1, 15, 31, "anniversary"]),
    );
  });

  it("has names that a careless page, mail or spreadsheet would get wrong", () => {
    const names = read("2026-11-22").accounts.map((account) => account.name);
    const awkward = [/[<>]/, /^=/, /"/, /Ł/, /ß/, /[\u0600-\u06ff]/, /[\u4e00-\u9fff]/];
    for (const pattern of awkward)
      expect(names.filter((name) => pattern.test(name))).not.toEqual([]);
    for (const name of names) expect(name).not.toMatch(/\p{Extended_Pictographic}/u);
  });

  it("writes only to addresses that can never be anybody's", () => {
    for (const account of read("2026-11-22").accounts) {
      expect(account.email).toMatch(/^billing@[a-z-]+\.example\.com$/);
    }
  });

  it.each(todays)("has no change in the month that a run dated %s would not know", (today) => {
    const { subscriptions, usage, runs } = read(today);
    const [thisMonth] = runs;
    if (!thisMonth) throw new Error("the sample has no run");
    const firstOfMonth = `${today.slice(0, 8)}01`;
    for (const change of subscriptions.flatMap((subscription) => subscription.changes)) {
      if (change.on > thisMonth.targetOn) continue;
      expect((change.knownOn ?? change.on) < firstOfMonth).toBe(true);
    }
    for (const record of usage) expect(record.at < firstOfMonth).toBe(true);
  });
});
