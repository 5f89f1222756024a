import { amountText, changeText, countOf } from "../money/amount-text.ts";
import type { CurrencyTotals } from "./totals.ts";

/** So many currencies are listed on a card; the rest is counted. */
const mostCurrencies = 8;

/** An earlier run to compare with. */
export type EarlierTotals = {
  readonly number: number;
  readonly totals: readonly CurrencyTotals[];
};

/**
 * A line for the invoices of every currency, compared with the run before, and below it one for its
 * credit memos: "316,985.75 USD in 1,204 invoices · +2.1 % against BR-11". `stress` marks amounts.
 */
export function totalLines(
  totals: readonly CurrencyTotals[],
  compared: EarlierTotals | null,
  stress: (amount: string) => string = (amount) => amount,
): readonly string[] {
  const lines: string[] = [];
  for (const row of totals.slice(0, mostCurrencies)) {
    if (row.invoices > 0) {
      const amount = stress(amountText(row.invoicedMinor, row.currency));
      lines.push(`${amount} in ${countOf(row.invoices, "invoice")}${changeAgainst(row, compared)}`);
    }
    if (row.creditMemos > 0) {
      const amount = stress(amountText(-row.creditedMinor, row.currency));
      lines.push(`${amount} in ${countOf(row.creditMemos, "credit memo")}`);
    }
  }
  const rest = totals.length - mostCurrencies;
  return rest > 0 ? [...lines, `and ${countOf(rest, "more currency", "more currencies")}`] : lines;
}

function changeAgainst(row: CurrencyTotals, compared: EarlierTotals | null): string {
  if (!compared) return "";
  const before = compared.totals.find((other) => other.currency === row.currency);
  const change = before ? changeText(row.invoicedMinor, before.invoicedMinor) : null;
  const label = `BR-${compared.number}`;
  return change === null ? ` · none in ${label}` : ` · ${change} against ${label}`;
}

/** What every currency invoices, for a line of text: "316,985.75 USD and 41,200.00 EUR". */
export function invoicedText(totals: readonly CurrencyTotals[]): string {
  const amounts = totals
    .filter((row) => row.invoices > 0)
    .map((row) => amountText(row.invoicedMinor, row.currency));
  if (amounts.length === 0) return "nothing";
  if (amounts.length === 1) return String(amounts[0]);
  if (amounts.length > 6) {
    return `${amounts.slice(0, 5).join(", ")} and ${amounts.length - 5} more currencies`;
  }
  return `${amounts.slice(0, -1).join(", ")} and ${amounts.at(-1)}`;
}

/** What is posted, for a line of text: "48,000.00 EUR in 2 invoices and 1 credit memo". */
export function documentsText(totals: readonly CurrencyTotals[]): string {
  const invoices = totals.reduce((sum, row) => sum + row.invoices, 0);
  const credits = totals.reduce((sum, row) => sum + row.creditMemos, 0);
  const parts = [
    ...(invoices > 0 ? [`${invoicedText(totals)} in ${countOf(invoices, "invoice")}`] : []),
    ...(credits > 0 ? [countOf(credits, "credit memo")] : []),
  ];
  return parts.length === 0 ? "nothing" : parts.join(" and ");
}
