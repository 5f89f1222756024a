import { exact, exactText } from "../../billing/money/exact.ts";
import type { Quote } from "../../billing/subscriptions/subscription.ts";
import type { ImportData } from "../book-records.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/**
 * Refuses `quote_invoiced` where a quote that has an invoice would say something else: its invoice
 * stands for what it said.
 */
export async function checkInvoicedQuotes(world: World, data: ImportData): Promise<Refusal | null> {
  if (data.quotes.length === 0) return null;
  const invoiced = await world.books.invoicedQuotes(data.quotes.map(({ key }) => key));
  for (const { quote, invoice } of invoiced) {
    const next = data.quotes.find(({ key }) => key === quote.key);
    if (!next || isSame(quote, next)) continue;
    return refuse(
      "quote_invoiced",
      `Quote ${quote.key} is invoiced with ${invoice} and would say something else. ` +
        "Nothing was imported.",
      "Leave it as it was, and give what is new a key of its own.",
    );
  }
  return null;
}

function isSame(a: Quote, b: Quote): boolean {
  const isSameAmount = exactText(exact(a.amount)) === exactText(exact(b.amount));
  return (
    isSameAmount && a.account === b.account && a.currency === b.currency && a.title === b.title
  );
}
