import { describe, expect, it } from "vitest";
import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { fullFile, put } from "./full-file.ts";

describe("defaults", () => {
  it("are filled in from the settings and the format", () => {
    const parsed = parseBillingFile({
      version: 1,
      settings: { currency: "EUR", timeZone: "Europe/Berlin" },
      coupons: [{ key: "c", duration: "once", amount: "5.00" }],
      plans: [],
      accounts: [{ key: "acme", name: "Acme" }],
      subscriptions: [],
      quotes: [{ key: "q", account: "acme", title: "Q", amount: "1.00" }],
      runs: [{ targetOn: "2026-01-31" }, { targetOn: "2026-02-28", invoiceOn: "2026-03-01" }],
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const { catalog, accounts, quotes, runs } = parsed.data;
    expect(catalog.settings).toEqual({
      currency: "EUR",
      timeZone: "Europe/Berlin",
      proration: "actual",
      cancelDayBilled: false,
      taxRounding: "document",
      negativeCharges: "net",
      zeroInvoices: "skip",
    });
    expect(catalog.coupons.get("c")).toMatchObject({ currency: "EUR" });
    expect(accounts).toEqual([
      {
        key: "acme",
        name: "Acme",
        currency: "EUR",
        timeZone: "Europe/Berlin",
        billCycleDay: "anniversary",
        tags: [],
        taxExempt: false,
        paymentTermsDays: 30,
        documentsPer: "account",
        autoPay: false,
      },
    ]);
    expect(quotes[0]?.currency).toBe("EUR");
    expect(runs).toEqual([
      { targetOn: "2026-01-31", invoiceOn: "2026-01-31", asOf: "2026-01-31", select: {} },
      { targetOn: "2026-02-28", invoiceOn: "2026-03-01", asOf: "2026-03-01", select: {} },
    ]);
  });

  it("of a subscription: one of everything, no coupons, no changes", () => {
    const file = fullFile();
    put(file, "/subscriptions/1/quantity", undefined);
    const parsed = parseBillingFile(file);
    expect(parsed.ok && parsed.data.subscriptions[1]).toEqual({
      key: "s2",
      account: "beta",
      plan: "pro",
      startOn: "2026-01-01",
      quantity: "1",
      coupons: [],
      changes: [],
    });
  });
});
