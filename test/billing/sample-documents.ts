import { emptyDigest } from "../../src/billing/bill-run/digest.ts";
import type { Proposal } from "../../src/billing/bill-run/proposal.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { DocumentTax, ProposedDocument } from "../../src/billing/invoicing/document.ts";

const taxOf = (
  rate: string,
  percent: string,
  baseMinor: bigint,
  taxMinor: bigint,
): DocumentTax => ({
  rate,
  percent,
  inclusive: false,
  baseMinor,
  taxMinor,
});

/** An invoice over 100.00 less 10.00, with 19 % tax: 107.10. */
export function sampleDocument(changes: Partial<ProposedDocument> = {}): ProposedDocument {
  return {
    type: "invoice",
    account: "acme",
    currency: "EUR",
    invoiceOn: localDate("2026-12-01"),
    dueOn: localDate("2026-12-31"),
    lines: [],
    taxes: [taxOf("de-vat", "19", 9_000n, 1_710n)],
    subtotalMinor: 10_000n,
    discountMinor: 1_000n,
    taxMinor: 1_710n,
    totalMinor: 10_710n,
    ...changes,
  };
}

/** A document over one total without discount or tax. */
export function plainDocument(
  totalMinor: bigint,
  changes: Partial<ProposedDocument> = {},
): ProposedDocument {
  const amounts = { subtotalMinor: totalMinor, discountMinor: 0n, taxMinor: 0n, totalMinor };
  return sampleDocument({ ...amounts, taxes: [], ...changes });
}

/** A proposal of these documents for one payer. */
export function sampleProposal(documents: readonly ProposedDocument[]): Proposal {
  return { payer: "acme", documents, silentLines: [], results: [], digest: emptyDigest };
}
