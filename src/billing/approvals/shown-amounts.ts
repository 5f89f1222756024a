import type { CurrencyTotals } from "../invoicing/totals.ts";
import { amountText, countOf } from "../money/amount-text.ts";
import type { ShownAmount } from "./approval.ts";

/**
 * What documents come to, as cards show it: for each currency its invoices and, with a minus, its
 * credit memos; what is more stands first.
 */
export function documentAmounts(totals: readonly CurrencyTotals[]): readonly ShownAmount[] {
  return totals.flatMap((row) => {
    const { currency, invoicedMinor, creditedMinor } = row;
    const invoices = { currency, minor: invoicedMinor, in: countOf(row.invoices, "invoice") };
    const memos = { currency, minor: -creditedMinor, in: countOf(row.creditMemos, "credit memo") };
    const charged = row.invoices > 0 ? [invoices] : [];
    const givenBack = row.creditMemos > 0 ? [memos] : [];
    return creditedMinor > invoicedMinor ? [...givenBack, ...charged] : [...charged, ...givenBack];
  });
}

/** What a list shows, in minor units: what is invoiced, or with a minus what is only credited. */
export function listedMinor({ invoices, invoicedMinor, creditedMinor }: CurrencyTotals): bigint {
  return invoices === 0 ? -creditedMinor : invoicedMinor;
}

/** What documents weigh: what they charge and what they give back, since both move money. */
export function documentWeights(totals: readonly CurrencyTotals[]) {
  return totals.map(({ currency, invoicedMinor, creditedMinor }) => {
    return { currency, minor: invoicedMinor + creditedMinor };
  });
}

/** Totals of what takes documents back: a credit memo for each invoice, and the other way round. */
export function undoneTotals(totals: readonly CurrencyTotals[]): readonly CurrencyTotals[] {
  return totals.map(({ currency, invoices, creditMemos, invoicedMinor, creditedMinor }) => ({
    currency,
    invoices: creditMemos,
    creditMemos: invoices,
    invoicedMinor: creditedMinor,
    creditedMinor: invoicedMinor,
  }));
}

/** "−1,120.00 USD in 3 credit memos"; of a single document the amount alone. */
export function shownAmountText(
  { currency, minor, in: documents }: ShownAmount,
  stress: (amount: string) => string = (amount) => amount,
): string {
  const amount = stress(amountText(minor, currency));
  return documents === undefined ? amount : `${amount} in ${documents}`;
}
