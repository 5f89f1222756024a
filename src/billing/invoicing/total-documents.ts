import { addMoney, type Money, money } from "../money/money.ts";
import type { ProposedDocument } from "./document.ts";
import type { CurrencyTotals } from "./totals.ts";

/** What a total reads of a document. */
export type Totaled = Pick<ProposedDocument, "type" | "currency" | "totalMinor">;

type Sums = { invoices: number; creditMemos: number; invoiced: Money; credited: Money };

/** Sums of documents by currency, in the order of currency codes. */
export function totalDocuments(documents: Iterable<Totaled>): CurrencyTotals[] {
  const byCurrency = new Map<string, Sums>();
  for (const { type, currency, totalMinor } of documents) {
    const sums = byCurrency.get(currency) ?? nothing(currency);
    byCurrency.set(currency, sums);
    const total = money(totalMinor, currency);
    if (type === "invoice") {
      sums.invoices += 1;
      sums.invoiced = addMoney(sums.invoiced, total);
    } else {
      sums.creditMemos += 1;
      sums.credited = addMoney(sums.credited, total);
    }
  }
  const ordered = [...byCurrency].sort(([a], [b]) => (a < b ? -1 : 1));
  return ordered.map(([currency, { invoices, creditMemos, invoiced, credited }]) => ({
    currency,
    invoices,
    creditMemos,
    invoicedMinor: invoiced.minor,
    creditedMinor: credited.minor,
  }));
}

function nothing(currency: string): Sums {
  const zero = money(0n, currency);
  return { invoices: 0, creditMemos: 0, invoiced: zero, credited: zero };
}
