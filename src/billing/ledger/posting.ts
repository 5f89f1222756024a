import type { ProposedDocument } from "../invoicing/document.ts";

/** A ledger account: what customers owe, what was earned, tax owed to a state by rate. */
export type LedgerAccount = "receivable" | "revenue" | `tax:${string}`;

/** One side of a journal entry in minor units: debits positive, credits negative. */
export type Posting = { readonly ledgerAccount: LedgerAccount; readonly amountMinor: bigint };

/**
 * The journal entry of a posted document: the customer owes the total (a credit memo lowers it),
 * against revenue net of discount and the tax of each rate. Sums to zero; no posting is zero.
 */
export function postingsOfDocument(document: ProposedDocument): readonly Posting[] {
  const sign = document.type === "invoice" ? 1n : -1n;
  const net = document.subtotalMinor - document.discountMinor;
  const postings: Posting[] = [
    { ledgerAccount: "receivable", amountMinor: sign * document.totalMinor },
    { ledgerAccount: "revenue", amountMinor: -sign * net },
    ...document.taxes.map(
      (tax): Posting => ({ ledgerAccount: `tax:${tax.rate}`, amountMinor: -sign * tax.taxMinor }),
    ),
  ];
  const sum = postings.reduce((total, posting) => total + posting.amountMinor, 0n);
  if (sum !== 0n) throw new Error(`journal entry of ${document.account} is off by ${sum}`);
  return postings.filter((posting) => posting.amountMinor !== 0n);
}
