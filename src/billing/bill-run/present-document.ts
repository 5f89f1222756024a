import type { LocalDate } from "../calendar/local-date.ts";
import type { DocumentType, Line, LineKind, ProposedDocument } from "../invoicing/document.ts";
import { formatMinor } from "../money/format-amount.ts";
import { reverseChargeNote, reverseChargeRate } from "../tax/reverse-charge.ts";

/** A line as it is printed: amounts in major units, signs turned round on a credit memo. */
export type PresentedLine = {
  readonly subscription: string;
  readonly charge: string;
  readonly kind: LineKind;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly quantity: string;
  readonly fraction: string | null;
  readonly amount: string;
  readonly discount: string;
  readonly tax: string;
  readonly why: string;
};

/** A document as it is printed. */
export type PresentedDocument = {
  readonly type: DocumentType;
  readonly account: string;
  readonly currency: string;
  readonly lines: readonly PresentedLine[];
  readonly subtotal: string;
  readonly discount: string;
  readonly tax: string;
  readonly total: string;
  /** What the law wants said on it; absent where nothing is. */
  readonly notes?: readonly string[];
};

/** The document in the shape of the billing file's results. */
export function presentDocument(document: ProposedDocument): PresentedDocument {
  const { type, account, currency } = document;
  const sign = type === "credit-memo" ? -1n : 1n;
  const isReversed = document.taxes.some(({ rate }) => rate === reverseChargeRate);
  return {
    type,
    account,
    currency,
    lines: document.lines.map((line) => presentLine(line, currency, sign)),
    subtotal: formatMinor(document.subtotalMinor, currency),
    discount: formatMinor(document.discountMinor, currency),
    tax: formatMinor(document.taxMinor, currency),
    total: formatMinor(document.totalMinor, currency),
    ...(isReversed ? { notes: [reverseChargeNote] } : {}),
  };
}

function presentLine(line: Line, currency: string, sign: bigint): PresentedLine {
  return {
    subscription: line.subscription,
    charge: line.charge,
    kind: line.kind,
    from: line.from,
    to: line.to,
    quantity: line.quantity,
    fraction: line.fraction,
    amount: formatMinor(sign * line.amountMinor, currency),
    discount: formatMinor(sign * line.discountMinor, currency),
    tax: formatMinor(sign * line.taxMinor, currency),
    why: line.why,
  };
}
