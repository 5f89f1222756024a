import { showInvoice } from "../../../operations/invoices/show-invoice.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { invoiceMessage } from "../../messages/invoice-message.ts";
import type { Command } from "./command.ts";

export const invoice: Command = {
  name: "invoice",
  usage: "invoice NUMBER",
  summary: "a posted document, line by line, with what is open",
  detail:
    "An invoice or credit memo by its number: every line with its why, taxes and total, what is " +
    "open and until when, which run posted it. INV-2026-42 is enough for INV-2026-000042.",
  run: async ({ world, actor, words }) => {
    const view = await showInvoice(world, actor, { number: words });
    return isRefusal(view) ? view : invoiceMessage(view);
  },
};
