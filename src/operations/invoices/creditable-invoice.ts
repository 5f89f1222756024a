import { reverseBilled } from "../../billing/bill-run/reverse-billed.ts";
import { dayNumber } from "../../billing/calendar/day-number.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import { creditAmount } from "../../billing/invoicing/credit-amount.ts";
import type { ProposedDocument } from "../../billing/invoicing/document.ts";
import { amountText } from "../../billing/money/amount-text.ts";
import { refuseBuiltOn } from "../bill-runs/reversible-run.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { CreditableDocument } from "./drafts-books.ts";

/** A credit as it is asked for. */
export type CreditAsked = {
  readonly datedOn: LocalDate;
  /** Minor units, tax included, as goodwill; null: the whole invoice. */
  readonly amountMinor: bigint | null;
  readonly reason: string | null;
};

/**
 * Why a document can't be credited at all; null where it can. Refuses `document_not_invoice`,
 * `invoice_reversed`, `nothing_to_credit`.
 */
export function refuseCredit(found: CreditableDocument): Refusal | null {
  const { number, type, totalMinor } = found.document;
  if (type !== "invoice") {
    const message = `${number} is a credit memo; only invoices are credited.`;
    return refuse("document_not_invoice", message, "Reverse its run to take it back.");
  }
  if (found.isReversal) {
    const message = `${number} takes back a credit memo; it is not credited itself.`;
    return refuse("document_not_invoice", message);
  }
  if (found.reversedBy !== null) {
    return refuse("invoice_reversed", `${number} was taken back with ${found.reversedBy}.`);
  }
  if (totalMinor > 0n) return null;
  return refuse("nothing_to_credit", `${number} is over nothing, so there is nothing to credit.`);
}

/**
 * Why this much of it can't be credited; null where it can. Refuses `bill_run_built_on`,
 * `credit_above_open`, `day_before_invoice`.
 */
export function refuseAsked(found: CreditableDocument, asked: CreditAsked): Refusal | null {
  const { number, currency, invoiceOn } = found.document;
  if (asked.datedOn < invoiceOn) {
    const day = sayDay(dayNumber(invoiceOn));
    const message = `${number} is dated ${day}, and nothing is taken back before it is dated.`;
    return refuse("day_before_invoice", message, `Choose ${day} or a later day.`);
  }
  if (asked.amountMinor === null) {
    if (found.builtOn.length === 0) return null;
    const no = refuseBuiltOn(number, found.builtOn);
    return { ...no, remedy: `${no.remedy} Or credit an amount instead.` };
  }
  if (asked.amountMinor > 0n && asked.amountMinor <= found.openMinor) return null;
  return refuse(
    "credit_above_open",
    `${amountText(found.openMinor, currency)} of ${number} is open, so no more can be credited.`,
    "Choose an amount above zero and up to what is open.",
  );
}

/** The credit memo that is asked for; what was asked is refused before where it can't be. */
export function creditMemoOf(found: CreditableDocument, asked: CreditAsked): ProposedDocument {
  const { document, billed } = found;
  const { amountMinor, datedOn, reason } = asked;
  if (amountMinor !== null) return creditAmount(document, amountMinor, datedOn, reason);
  const [memo] = reverseBilled([document], [], billed, datedOn).documents;
  if (!memo) throw new Error(`${document.number} makes no credit memo`);
  return memo;
}
