import type { ModalView } from "@slack/web-api";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type { CreditableDocument } from "../../operations/invoices/drafts-books.ts";
import { paragraphs } from "../blocks.ts";
import { type DraftReference, writeDraftReference } from "../draft-reference.ts";
import { dayText } from "../text/day-text.ts";
import { safeName } from "../text/safe-text.ts";
import { dayField, draftFields, textField } from "./draft-fields.ts";

/** The name under which the form's submission arrives. */
export const creditInvoiceCallback = "credit_invoice";

/** The two ways of crediting, by the value of their option. */
export const creditWays = { whole: "whole", amount: "amount" } as const;

const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });

/** Asks how much of an invoice is credited, and why. */
export function creditInvoiceView(
  found: CreditableDocument,
  datedOn: LocalDate,
  seen: DraftReference,
): ModalView {
  const { account, currency, totalMinor, invoiceOn, lines, number } = found.document;
  const facts = [
    `*${amountText(totalMinor, currency)}* for ${safeName(account)}`,
    `Dated ${dayText(invoiceOn)}, ${countOf(lines.length, "line")}`,
    `${amountText(found.openMinor, currency)} of it is open.`,
    "Somebody else approves it; then the credit memo is posted at once.",
  ];
  const whole = { text: plain("The whole invoice"), value: creditWays.whole };
  const amount = { text: plain("An amount, as goodwill"), value: creditWays.amount };
  const options = [
    { ...whole, description: plain("What it billed is due again for the next run.") },
    { ...amount, description: plain("Nothing is billed again for it.") },
  ];
  return {
    type: "modal",
    callback_id: creditInvoiceCallback,
    title: plain("Credit an invoice"),
    submit: plain("Ask for approval"),
    close: plain("Leave it"),
    private_metadata: writeDraftReference(seen),
    blocks: [
      ...paragraphs([`*${number}*`, ...facts]),
      {
        type: "input",
        block_id: draftFields.howMuch,
        label: plain("How much?"),
        element: {
          type: "radio_buttons",
          action_id: "value",
          options,
          ...(options[0] ? { initial_option: options[0] } : {}),
        },
      },
      textField(draftFields.amount, `Amount in ${currency}`, {
        hint: "For goodwill only, tax included, like 1,250.00.",
        max: 20,
        isOptional: true,
      }),
      textField(draftFields.reason, "Why?", { hint: "Goodwill says it on the credit memo." }),
      dayField("Dated", datedOn, "The day on the credit memo; not before the invoice's own."),
    ],
  };
}
