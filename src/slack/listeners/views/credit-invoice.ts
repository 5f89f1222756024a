import { creditInvoice } from "../../../operations/invoices/credit-invoice.ts";
import { creditInvoiceCallback, creditWays } from "../../modals/credit-invoice-view.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import { dayIn, draftForm, lineIn, missingLine } from "./draft-form.ts";
import { type FormErrors, readField } from "./form-values.ts";
import type { SubmittedForm } from "./run-form.ts";

export const creditInvoiceForm = draftForm({
  callback: creditInvoiceCallback,
  title: "Credit an invoice",
  action: "slack.credit",
  errors: (form) => ({
    ...amountErrors(form),
    ...missingLine(form, draftFields.reason, "Say why it is credited."),
  }),
  ask: ({ world, actor, form, seen: { subject: number, channel } }) =>
    creditInvoice(world, actor, {
      number,
      amount: isAmount(form) ? lineIn(form, draftFields.amount) : null,
      reason: lineIn(form, draftFields.reason),
      datedOn: dayIn(form),
      channel,
    }),
  fields: {
    amount_invalid: draftFields.amount,
    credit_above_open: draftFields.amount,
    bill_run_built_on: draftFields.howMuch,
  },
});

function isAmount({ values }: SubmittedForm): boolean {
  return readField(values, draftFields.howMuch).chosen[0] === creditWays.amount;
}

/** An amount beside the whole invoice would be taken for what is credited. */
function amountErrors(form: SubmittedForm): FormErrors {
  if (isAmount(form)) return missingLine(form, draftFields.amount, "Say how much, tax included.");
  return lineIn(form, draftFields.amount) === null
    ? {}
    : { [draftFields.amount]: "Leave it empty for the whole invoice, or choose goodwill." };
}
