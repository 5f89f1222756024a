import { dayNumber } from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { Line, ProposedDocument } from "../invoicing/document.ts";
import { reverseDocument } from "../invoicing/reverse-document.ts";
import { reverseLine } from "../invoicing/reverse-line.ts";
import { type Corrections, correctionsAfter } from "./corrections.ts";

/** What undoes a payer's documents and silent lines, in their order. */
export type ReversedBilling = {
  readonly documents: readonly ProposedDocument[];
  readonly silentLines: readonly Line[];
};

/**
 * Takes back documents and lines billed without one. `billed` are all lines ever billed for their
 * subscriptions, so that every new line gets a name that none has. Throws where `datedOn` lies
 * before a document.
 */
export function reverseBilled(
  documents: readonly ProposedDocument[],
  silentLines: readonly Line[],
  billed: readonly Line[],
  datedOn: LocalDate,
): ReversedBilling {
  const next = numbering(billed);
  return {
    documents: documents.map((document) => reverseDocument(document, datedOn, next)),
    silentLines: silentLines.map((line) => reverseLine(line, next(line))),
  };
}

function numbering(billed: readonly Line[]): (line: Line) => number {
  const byCharge = new Map<string, Line[]>();
  for (const line of billed) {
    const lines = byCharge.get(chargeOf(line));
    if (lines) lines.push(line);
    else byCharge.set(chargeOf(line), [line]);
  }
  const corrections = new Map<string, Corrections>();
  return (line) => {
    // Lines of no subscription have no name to keep: nothing is ever compared with them.
    if (line.subscription === "") return line.correction + 1;
    const charge = chargeOf(line);
    const known = corrections.get(charge) ?? correctionsAfter(byCharge.get(charge) ?? [line]);
    corrections.set(charge, known);
    return known.next(dayNumber(line.periodFrom), dayNumber(line.from), "credit");
  };
}

function chargeOf({ subscription, charge }: Line): string {
  return `${subscription}\u001f${charge}`;
}
