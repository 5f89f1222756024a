import { listQuotes } from "../../../operations/invoices/list-quotes.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { quotesMessage } from "../../messages/quotes-message.ts";
import { openQuoteInvoice } from "../open-quote-invoice.ts";
import type { Command } from "./command.ts";

/** As many as anybody would look through. */
const mostQuotes = 200;

export const quotes: Command = {
  name: "quotes",
  usage: "quotes [KEY]",
  summary: "list quotes, and make the invoice of one",
  detail:
    "Lists quotes and where they stand. With a quote's key it opens the form of its invoice, " +
    "which waits for an approval of its own. A quote is invoiced once, and never by a run.",
  form: {
    opensFor: (words) => words !== "",
    title: "Invoice of a quote",
    open: ({ world, actor, words, channel }) => openQuoteInvoice(world, actor, words, channel),
  },
  run: async ({ world, actor }) => {
    const listed = await listQuotes(world, actor, { limit: mostQuotes });
    return isRefusal(listed) ? listed : quotesMessage(listed);
  },
};
