import type { ModalView } from "@slack/web-api";
import { addDays, dayNumber } from "../../billing/calendar/day-number.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import type { QuoteToInvoice } from "../../operations/invoices/drafts-books.ts";
import { paragraphs } from "../blocks.ts";
import { type DraftReference, writeDraftReference } from "../draft-reference.ts";
import { quoteAmount } from "../messages/quote-amount.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";
import { dayField, draftFields, textField } from "./draft-fields.ts";

/** The name under which the form's submission arrives. */
export const quoteInvoiceCallback = "quote_invoice";

const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });

/** Asks for the day of a quote's invoice and what it says besides. */
export function quoteInvoiceView(
  { quote, payer, draft }: QuoteToInvoice,
  invoiceOn: LocalDate,
  seen: DraftReference,
): ModalView {
  const terms = payer.paymentTermsDays;
  const due = sayDay(dayNumber(addDays(invoiceOn, terms)));
  const sentBack = draft?.state === "sent-back" ? draft : null;
  const lines = [
    `*${safeName(quote.key)}* for *${safeName(payer.name)}*: ${safeSentence(quote.title)}`,
    `*${quoteAmount(quote)}*, and tax by the account's rates`,
    `Net ${terms}: dated ${sayDay(dayNumber(invoiceOn))}, it is due ${due}.`,
    ...(sentBack
      ? [`Sent back by ${safeName(sentBack.endedBy ?? "")}: ${reasonOf(sentBack.endedBecause)}`]
      : []),
    "Somebody else approves it; then it is posted at once.",
  ];
  return {
    type: "modal",
    callback_id: quoteInvoiceCallback,
    title: plain("Invoice of a quote"),
    submit: plain("Ask for approval"),
    close: plain("Leave it"),
    private_metadata: writeDraftReference(seen),
    blocks: [
      ...paragraphs(lines),
      dayField("Invoice date", invoiceOn, "Payment terms count from it."),
      textField(draftFields.poNumber, "Purchase order", {
        max: 80,
        isOptional: true,
        hint: payer.poNumber === undefined ? "The customer's number." : "As the account has it.",
      }),
      textField(draftFields.note, "Note", { isOptional: true, hint: "Approvers see it." }),
    ],
  };
}

function reasonOf(because: string | null): string {
  return because === null ? "without a reason." : `“${safeSentence(because)}”.`;
}
