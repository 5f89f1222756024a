import { invoiceQuote } from "../../../operations/invoices/invoice-quote.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import { quoteInvoiceCallback } from "../../modals/quote-invoice-view.ts";
import { dayIn, draftForm, lineIn } from "./draft-form.ts";

export const quoteInvoiceForm = draftForm({
  callback: quoteInvoiceCallback,
  title: "Invoice of a quote",
  action: "slack.quote-invoice",
  errors: () => ({}),
  ask: ({ world, actor, form, seen: { subject: key, channel } }) =>
    invoiceQuote(world, actor, {
      key,
      invoiceOn: dayIn(form),
      note: lineIn(form, draftFields.note),
      poNumber: lineIn(form, draftFields.poNumber),
      channel,
    }),
});
