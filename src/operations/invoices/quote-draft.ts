import { z } from "zod";
import { digestOfDocuments } from "../../billing/bill-run/digest.ts";
import { dayNumber } from "../../billing/calendar/day-number.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import type { Catalog } from "../../billing/catalog/catalog.ts";
import type { ProposedDocument } from "../../billing/invoicing/document.ts";
import { draftDigest } from "../../billing/invoicing/draft-digest.ts";
import { quoteInvoice } from "../../billing/invoicing/quote-invoice.ts";
import { amountText } from "../../billing/money/amount-text.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { daySchema } from "./day-schema.ts";
import type { QuoteRow, QuoteToInvoice } from "./drafts-books.ts";

/** The invoice of a quote as somebody asks for it. */
export type QuoteAsked = {
  readonly invoiceOn: LocalDate;
  readonly note: string | null;
  readonly poNumber: string | null;
};

/** What a request keeps: what was asked, and what was seen, to tell what changed since. */
export const quoteProposalSchema = z.object({
  invoiceOn: daySchema,
  note: z.string().nullable(),
  poNumber: z.string().nullable(),
  seen: z.record(z.string(), z.string()),
});

/** What a quote is seen as, by what people call it. */
export type QuoteSeen = Readonly<Record<string, string>>;

/**
 * Why a quote can't be invoiced; null where it can. Refuses `quote_invoiced`, `quote_expired`,
 * `quote_currency`.
 */
export function refuseQuote(row: QuoteToInvoice, today: LocalDate): Refusal | null {
  const { quote, invoice, payer } = row;
  if (invoice !== null) {
    const remedy = `A quote is invoiced once. Credit ${invoice} with /billrun credit ${invoice}.`;
    return refuse("quote_invoiced", `Quote ${quote.key} is invoiced with ${invoice}.`, remedy);
  }
  const until = quote.validUntilOn;
  if (until !== undefined && until < today) {
    return refuse(
      "quote_expired",
      `Quote ${quote.key} was valid until ${sayDay(dayNumber(until))}.`,
      "Import it with a later day if it still holds, or a new quote in its place.",
    );
  }
  if (quote.currency === payer.currency) return null;
  return refuse(
    "quote_currency",
    `Quote ${quote.key} is in ${quote.currency}, and ${payer.name} pays in ${payer.currency}.`,
    "Import the quote in the currency of the account.",
  );
}

/** Where a quote stands, for lists. */
export type QuoteState = "open" | "waiting" | "sent-back" | "invoiced" | "expired";

/** Where a quote stands on a day. */
export function quoteState({ quote, invoice, draft }: QuoteRow, today: LocalDate): QuoteState {
  if (invoice !== null) return "invoiced";
  if (draft?.state === "waiting") return "waiting";
  if (quote.validUntilOn !== undefined && quote.validUntilOn < today) return "expired";
  return draft?.state === "sent-back" ? "sent-back" : "open";
}

/** The invoice as it would be posted. Throws where the payer's tax rates don't exist. */
export function documentOfQuote(
  { quote, payer }: QuoteToInvoice,
  catalog: Catalog,
  asked: QuoteAsked,
): ProposedDocument {
  return quoteInvoice(quote, payer, catalog, asked.invoiceOn);
}

/** Covers the invoice to the cent, and the words on it. */
export function quoteDigest(
  row: QuoteToInvoice,
  document: ProposedDocument,
  { note, poNumber }: QuoteAsked,
): string {
  const billed = digestOfDocuments([document], []);
  return draftDigest("quote-invoice", row.quote.key, billed, note ?? "", poNumber ?? "");
}

/** What an approver is shown of it, word by word. */
export function seenOf(row: QuoteToInvoice, document: ProposedDocument): QuoteSeen {
  const { quote, payer } = row;
  const { currency, taxMinor, totalMinor, taxes, dueOn } = document;
  const rates = taxes.map(({ rate, percent }) => `${rate} ${percent} %`).join(" and ");
  return {
    title: quote.title,
    amount: amountText(document.subtotalMinor, currency),
    payer: payer.name,
    tax: rates === "" ? "none" : `${amountText(taxMinor, currency)} (${rates})`,
    total: amountText(totalMinor, currency),
    payment: `net ${payer.paymentTermsDays}, due ${sayDay(dayNumber(dueOn))}`,
  };
}

/** "amount was 48,000.00 EUR, now 50,000.00 EUR". Empty where nothing differs. */
export function changesBetween(before: QuoteSeen, now: QuoteSeen): readonly string[] {
  return Object.entries(now)
    .filter(([name, text]) => before[name] !== text)
    .map(([name, text]) => `${name} was ${before[name] ?? "not told"}, now ${text}`);
}

/** The sentences of its card: what is billed, when it is due, and what stands on it. */
export function quoteLines(seen: QuoteSeen, asked: QuoteAsked): readonly string[] {
  const lines = [
    `${seen["title"]}: ${seen["amount"]}, tax ${seen["tax"]}.`,
    `1 line, ${seen["payment"]}, dated ${sayDay(dayNumber(asked.invoiceOn))}.`,
  ];
  if (asked.poNumber !== null) lines.push(`Purchase order: ${asked.poNumber}`);
  if (asked.note !== null) lines.push(`Note: ${asked.note}`);
  return lines;
}
