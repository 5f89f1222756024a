import { describe, expect, it } from "vitest";
import { totalDocuments } from "../../../src/billing/invoicing/total-documents.ts";

const invoice = (currency: string, totalMinor: bigint) => ({
  type: "invoice" as const,
  currency,
  totalMinor,
});
const memo = (currency: string, totalMinor: bigint) => ({
  type: "credit-memo" as const,
  currency,
  totalMinor,
});

describe("the totals of documents", () => {
  it("are kept by currency, in the order of their codes, what is credited apart", () => {
    const documents = [
      invoice("USD", 100n),
      memo("USD", 30n),
      invoice("EUR", 7n),
      invoice("USD", 20n),
    ];
    expect(totalDocuments(documents)).toEqual([
      { currency: "EUR", invoices: 1, creditMemos: 0, invoicedMinor: 7n, creditedMinor: 0n },
      { currency: "USD", invoices: 2, creditMemos: 1, invoicedMinor: 120n, creditedMinor: 30n },
    ]);
  });

  it("count a document over nothing", () => {
    expect(totalDocuments([invoice("JPY", 0n)])).toEqual([
      { currency: "JPY", invoices: 1, creditMemos: 0, invoicedMinor: 0n, creditedMinor: 0n },
    ]);
  });

  it("of nothing are none", () => {
    expect(totalDocuments([])).toEqual([]);
  });
});
