import { creditInvoice } from "../../../operations/invoices/credit-invoice.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { readDraftReference } from "../../draft-reference.ts";
import { draftNotice } from "../../messages/draft-notice.ts";
import { creditInvoiceCallback, creditWays } from "../../modals/credit-invoice-view.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import {
  actOfForm,
  channelOfForm,
  dayErrors,
  dayIn,
  lineIn,
  orNone,
  refuseForm,
} from "./draft-form.ts";
import { type FormErrors, readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

export const creditInvoiceForm: RunForm = {
  callback: creditInvoiceCallback,
  title: "Credit an invoice",
  act: (form) => actOfForm("slack.credit", form),
  check: (form) => orNone({ ...amountErrors(form), ...reasonErrors(form), ...dayErrors(form) }),
  submit: async ({ world, actor, form }) => {
    const seen = readDraftReference(form.metadata);
    if (!seen) return refuseForm();
    const approval = await creditInvoice(world, actor, {
      number: seen.subject,
      amount: isAmount(form) ? lineIn(form, draftFields.amount) : null,
      reason: lineIn(form, draftFields.reason),
      datedOn: dayIn(form),
      channel: seen.channel,
    });
    return isRefusal(approval) ? approval : draftNotice(approval);
  },
  channelOf: channelOfForm,
  fieldOf: ({ refusal }) => fields[refusal] ?? null,
};

const fields: Readonly<Record<string, string>> = {
  amount_invalid: draftFields.amount,
  credit_above_open: draftFields.amount,
  bill_run_built_on: draftFields.howMuch,
  day_before_invoice: draftFields.datedOn,
  days_far_apart: draftFields.datedOn,
};

function isAmount({ values }: SubmittedForm): boolean {
  return readField(values, draftFields.howMuch).chosen[0] === creditWays.amount;
}

/** An amount beside the whole invoice would be taken for what is credited. */
function amountErrors(form: SubmittedForm): FormErrors {
  const amount = lineIn(form, draftFields.amount);
  if (isAmount(form)) {
    return amount === null ? { [draftFields.amount]: "Say how much, tax included." } : {};
  }
  return amount === null
    ? {}
    : { [draftFields.amount]: "Leave it empty for the whole invoice, or choose goodwill." };
}

function reasonErrors(form: SubmittedForm): FormErrors {
  const reason = lineIn(form, draftFields.reason);
  return reason === null ? { [draftFields.reason]: "Say why it is credited." } : {};
}
