import { describe, expect, it } from "vitest";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import { creditAmount } from "../../../src/billing/invoicing/credit-amount.ts";
import type { ProposedDocument } from "../../../src/billing/invoicing/document.ts";
import { quoteInvoice } from "../../../src/billing/invoicing/quote-invoice.ts";
import { reverseDocument } from "../../../src/billing/invoicing/reverse-document.ts";
import { postingsOfDocument } from "../../../src/billing/ledger/posting.ts";
import { billingData } from "../../support/play-runs.ts";
import { plainDocument, sampleDocument } from "../sample-documents.ts";

const day = localDate("2026-12-15");

function expectSound(document: ProposedDocument): void {
  const { subtotalMinor, discountMinor, taxMinor, totalMinor, taxes, lines } = document;
  expect(subtotalMinor - discountMinor + taxMinor).toBe(totalMinor);
  expect(taxes.reduce((sum, tax) => sum + tax.taxMinor, 0n)).toBe(taxMinor);
  const sign = document.type === "invoice" ? 1n : -1n;
  const sum = (of: (line: (typeof lines)[number]) => bigint) =>
    lines.reduce((all, line) => all + of(line), 0n);
  expect(sign * sum((line) => line.amountMinor)).toBe(subtotalMinor);
  expect(sign * sum((line) => line.taxMinor)).toBe(taxMinor);
  for (const line of lines) {
    expect(line.taxes.reduce((all, tax) => all + tax.taxMinor, 0n)).toBe(line.taxMinor);
  }
  expect(() => postingsOfDocument(document)).not.toThrow();
}

describe("goodwill", () => {
  it("gives back net and tax in proportion, to the cent", () => {
    const memo = creditAmount(sampleDocument(), 1_000n, day, "a slow week");
    expectSound(memo);
    expect(memo).toMatchObject({ type: "credit-memo", totalMinor: 1_000n, taxMinor: 160n });
    expect(memo.lines).toMatchObject([{ kind: "credit", why: "goodwill: a slow week" }]);
  });

  it("over all of an invoice is its net and its tax", () => {
    const memo = creditAmount(sampleDocument(), 10_710n, day, null);
    expectSound(memo);
    expect(memo).toMatchObject({ subtotalMinor: 9_000n, taxMinor: 1_710n });
  });

  it("over one cent is one cent", () => {
    const memo = creditAmount(sampleDocument(), 1n, day, null);
    expectSound(memo);
    expect(memo.totalMinor).toBe(1n);
  });

  it("never goes above the invoice, nor below a cent", () => {
    expect(() => creditAmount(plainDocument(100n), 101n, day, null)).toThrow(RangeError);
    expect(() => creditAmount(plainDocument(100n), 0n, day, null)).toThrow(RangeError);
  });

  it("splits an invoice on which one rate was given back and another charged", () => {
    const taxes = [
      { rate: "a", percent: "10", inclusive: false, baseMinor: 2_000n, taxMinor: 200n },
      { rate: "b", percent: "20", inclusive: false, baseMinor: -500n, taxMinor: -100n },
    ];
    const invoice = plainDocument(1_600n, { subtotalMinor: 1_500n, taxMinor: 100n, taxes });
    for (const amount of [1n, 2n, 7n, 333n, 799n, 1_600n]) {
      const memo = creditAmount(invoice, amount, day, null);
      expectSound(memo);
      expect(memo.totalMinor).toBe(amount);
    }
  });
});

describe("reversal", () => {
  it("turns an invoice into a credit memo over the same, and back", () => {
    const memo = reverseDocument(sampleDocument(), day, () => 1);
    expect(memo).toMatchObject({ type: "credit-memo", totalMinor: 10_710n, invoiceOn: day });
    expect(reverseDocument(memo, day, () => 2)).toMatchObject({
      type: "invoice",
      totalMinor: 10_710n,
    });
  });

  it("is never dated before what it undoes", () => {
    const before = localDate("2026-11-30");
    expect(() => reverseDocument(sampleDocument(), before, () => 1)).toThrow(RangeError);
  });
});

describe("the invoice of a quote", () => {
  const { catalog, accounts, quotes } = billingData({
    version: 1,
    settings: { currency: "EUR", seller: { country: "DE", vatId: "DE136695976" } },
    taxRates: [{ key: "de-vat", percent: "19", country: "DE" }],
    plans: [],
    accounts: [
      { key: "home", name: "Home GmbH", address: { country: "DE" }, paymentTermsDays: 14 },
      { key: "abroad", name: "Abroad SA", address: { country: "FR" }, vatId: "FR40303265045" },
      { key: "exempt", name: "Exempt e. V.", address: { country: "DE" }, taxExempt: true },
    ],
    subscriptions: [],
    quotes: ["home", "abroad", "exempt"].map((account) => ({
      key: `Q-${account}`,
      account,
      title: "Setting up",
      amount: "48000.01",
      currency: "EUR",
    })),
  });

  function invoiceOf(account: string): ProposedDocument {
    const quote = quotes.find((one) => one.account === account);
    const payer = accounts.find(({ key }) => key === account);
    if (!quote || !payer) throw new Error(`no quote for ${account}`);
    const document = quoteInvoice(quote, payer, catalog, day);
    expectSound(document);
    return document;
  }

  it("is taxed and due as a run would have it", () => {
    expect(invoiceOf("home")).toMatchObject({
      type: "invoice",
      subtotalMinor: 4_800_001n,
      taxMinor: 912_000n,
      totalMinor: 5_712_001n,
      invoiceOn: "2026-12-15",
      dueOn: "2026-12-29",
    });
  });

  it("says whose quote it was", () => {
    expect(invoiceOf("home").lines.map(({ why }) => why)).toEqual([
      "quote Q-home, Setting up: 48,000.01 once",
    ]);
  });

  it("leaves the tax to a business in another state of the Union", () => {
    const { taxMinor, taxes } = invoiceOf("abroad");
    expect([taxMinor, taxes.map(({ rate }) => rate)]).toEqual([0n, ["reverse charge"]]);
  });

  it("is without tax for who is exempt", () => {
    expect(invoiceOf("exempt")).toMatchObject({ taxMinor: 0n, taxes: [] });
  });
});
