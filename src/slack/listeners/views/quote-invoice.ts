import { invoiceQuote } from "../../../operations/invoices/invoice-quote.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { readDraftReference } from "../../draft-reference.ts";
import { draftNotice } from "../../messages/draft-notice.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import { quoteInvoiceCallback } from "../../modals/quote-invoice-view.ts";
import {
  actOfForm,
  channelOfForm,
  dayErrors,
  dayIn,
  lineIn,
  orNone,
  refuseForm,
} from "./draft-form.ts";
import type { RunForm } from "./run-form.ts";

export const quoteInvoiceForm: RunForm = {
  callback: quoteInvoiceCallback,
  title: "Invoice of a quote",
  act: (form) => actOfForm("slack.quote-invoice", form),
  check: (form) => orNone(dayErrors(form)),
  submit: async ({ world, actor, form }) => {
    const seen = readDraftReference(form.metadata);
    if (!seen) return refuseForm();
    const approval = await invoiceQuote(world, actor, {
      key: seen.subject,
      invoiceOn: dayIn(form),
      note: lineIn(form, draftFields.note),
      poNumber: lineIn(form, draftFields.poNumber),
      channel: seen.channel,
    });
    return isRefusal(approval) ? approval : draftNotice(approval);
  },
  channelOf: channelOfForm,
  fieldOf: ({ refusal }) => (refusal === "days_far_apart" ? draftFields.datedOn : null),
};
