import { quoteActionIds } from "../../quote-buttons.ts";
import { openQuoteInvoice } from "../open-quote-invoice.ts";
import type { ElementAction } from "./element-action.ts";

/** The button below a quote that can be invoiced. */
export const quoteActions: readonly ElementAction[] = [
  {
    actionId: quoteActionIds.invoice,
    act: (value) => ({ action: "slack.quote-invoice", subject: value || "quote" }),
    title: "Invoice of a quote",
    open: ({ world, actor, value, channel }) => openQuoteInvoice(world, actor, value, channel),
  },
];
