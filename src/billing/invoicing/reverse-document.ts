import type { LocalDate } from "../calendar/local-date.ts";
import type { Line, ProposedDocument } from "./document.ts";
import { reverseLine } from "./reverse-line.ts";

/** The correction number that makes the name of a line's reversal its own. */
export type NumberReversal = (line: Line) => number;

/**
 * The document that undoes another: a credit memo for an invoice, an invoice for a credit memo,
 * with the same lines, discounts and taxes the other way round. Header amounts carry the printed
 * sign, so they stay as they are. It is due at once: nothing is paid for it, it settles the other.
 * Throws for a day before the document's own.
 */
export function reverseDocument(
  document: ProposedDocument,
  datedOn: LocalDate,
  correctionOf: NumberReversal,
): ProposedDocument {
  const { type, account, currency, invoiceOn } = document;
  if (datedOn < invoiceOn) {
    throw new RangeError(`a document of ${invoiceOn} can't be undone on ${datedOn}`);
  }
  return {
    type: type === "invoice" ? "credit-memo" : "invoice",
    account,
    currency,
    invoiceOn: datedOn,
    dueOn: datedOn,
    lines: document.lines.map((line) => reverseLine(line, correctionOf(line))),
    taxes: document.taxes,
    subtotalMinor: document.subtotalMinor,
    discountMinor: document.discountMinor,
    taxMinor: document.taxMinor,
    totalMinor: document.totalMinor,
  };
}
