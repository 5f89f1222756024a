import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposeDocuments } from "../../src/billing/bill-run/propose-documents.ts";
import { groupByPayer } from "../../src/billing/billing-file/group-by-payer.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import type { DocumentTax, ProposedDocument } from "../../src/billing/invoicing/document.ts";
import { type Posting, postingsOfDocument } from "../../src/billing/ledger/posting.ts";
import { sampleCompany } from "../../src/sandbox/sample-company.ts";
import { plainDocument, sampleDocument } from "./sample-documents.ts";

const sumOf = (postings: readonly Posting[]) =>
  postings.reduce((sum, posting) => sum + posting.amountMinor, 0n);

const printed = (document: ProposedDocument) =>
  postingsOfDocument(document).map((posting) => `${posting.ledgerAccount} ${posting.amountMinor}`);

describe("the journal entry of a document", () => {
  it("has the customer owe an invoice, against revenue after discount and the tax", () => {
    expect(printed(sampleDocument())).toEqual([
      "receivable 10710",
      "revenue -9000",
      "tax:de-vat -1710",
    ]);
  });

  it("turns every side round for a credit memo", () => {
    expect(printed(sampleDocument({ type: "credit-memo" }))).toEqual([
      "receivable -10710",
      "revenue 9000",
      "tax:de-vat 1710",
    ]);
  });

  it("owes each tax to its own rate", () => {
    const tax = { percent: "1", inclusive: false, baseMinor: 1_000n } as const;
    const taxes: readonly DocumentTax[] = [
      { rate: "state", taxMinor: 40n, ...tax },
      { rate: "city", taxMinor: 45n, ...tax },
    ];
    const document = plainDocument(1_000n, { taxes, taxMinor: 85n, totalMinor: 1_085n });
    expect(printed(document)).toEqual([
      "receivable 1085",
      "revenue -1000",
      "tax:state -40",
      "tax:city -45",
    ]);
  });

  it("has no side of nothing, and none at all where nothing is owed", () => {
    expect(printed(plainDocument(500n))).toEqual(["receivable 500", "revenue -500"]);
    expect(printed(plainDocument(0n))).toEqual([]);
  });

  it("is refused where lines and tax don't make the total", () => {
    expect(() => postingsOfDocument(sampleDocument({ totalMinor: 10_711n }))).toThrow("off by 1");
    expect(() => postingsOfDocument(sampleDocument({ taxes: [] }))).toThrow("acme");
  });

  it("sums to zero, without a zero side, whatever the amounts", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const postings = postingsOfDocument(document);
        const owed = postings.find((posting) => posting.ledgerAccount === "receivable");
        const sign = document.type === "invoice" ? 1n : -1n;
        expect(sumOf(postings)).toBe(0n);
        expect(postings.every((posting) => posting.amountMinor !== 0n)).toBe(true);
        expect(owed?.amountMinor ?? 0n).toBe(sign * document.totalMinor);
      }),
    );
  });

  it("sums to zero for every document that the sample company's month proposes", () => {
    const parsed = parseBillingFile(sampleCompany("2026-11-22"));
    if (!parsed.ok) throw new Error("the sample company can't be read");
    const { catalog, runs } = parsed.data;
    const [run] = runs;
    if (!run) throw new Error("the sample company has no run");
    const documents = groupByPayer(parsed.data).flatMap((group) => {
      const facts = { ...group, billed: [], knownThroughOn: null };
      return proposeDocuments(facts, catalog, run).documents;
    });
    expect(documents.length).toBeGreaterThan(25);
    for (const document of documents) expect(sumOf(postingsOfDocument(document))).toBe(0n);
  });
});

const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });

const anyDocument: fc.Arbitrary<ProposedDocument> = fc
  .record({
    type: fc.constantFrom("invoice" as const, "credit-memo" as const),
    netMinor: amount,
    discountMinor: amount,
    taxesMinor: fc.array(amount, { maxLength: 4 }),
  })
  .map(({ type, netMinor, discountMinor, taxesMinor }) => {
    const taxMinor = taxesMinor.reduce((sum, tax) => sum + tax, 0n);
    const taxes = taxesMinor.map((tax, at) => ({
      rate: `rate-${at}`,
      percent: "1",
      inclusive: false,
      baseMinor: netMinor,
      taxMinor: tax,
    }));
    const subtotalMinor = netMinor + discountMinor;
    const totalMinor = netMinor + taxMinor;
    return sampleDocument({ type, taxes, subtotalMinor, discountMinor, taxMinor, totalMinor });
  });
