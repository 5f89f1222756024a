import type { ProposedDocument } from "../invoicing/document.ts";
import { amountText } from "../money/amount-text.ts";
import type { RunTerms } from "./proposal.ts";
import type { SortedDocuments, WaitingDocument } from "./small-invoices.ts";

/**
 * Sets aside what comes to a credit where the run keeps credit memos back: the document as a whole,
 * what it gives back and what replaces that. Since nothing of it is billed, the next run that
 * issues credit memos proposes it again.
 */
export function keepCreditsBack(
  documents: readonly ProposedDocument[],
  { options }: RunTerms,
): SortedDocuments {
  if (options?.creditMemos !== "keep-back") return { documents, waiting: [] };
  const waiting: WaitingDocument[] = [];
  const issued = documents.filter((document) => {
    const { type, totalMinor, currency } = document;
    if (type === "invoice") return true;
    const reason = `a credit memo of ${amountText(totalMinor, currency)} is kept back and waits`;
    const code = "credit_kept_back";
    waiting.push({ document, code, reason: `${reason} for a run that issues credit memos` });
    return false;
  });
  return { documents: issued, waiting };
}
