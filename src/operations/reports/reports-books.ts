import type { LocalDate } from "../../billing/calendar/local-date.ts";
import type { CurrencySides } from "../../billing/reconciliation/reconcile-currency.ts";
import type { AgedAccount, AgedTotal } from "../../billing/reports/aging.ts";

/** An open invoice past its due day. */
export type OverdueInvoice = {
  readonly number: string;
  readonly account: string;
  readonly name: string;
  readonly currency: string;
  readonly dueOn: LocalDate;
  /** At least 1. */
  readonly daysPastDue: number;
  readonly totalMinor: bigint;
  readonly openMinor: bigint;
};

/** Reports on what was posted, as it stood at the end of a day. */
export type ReportsReader = {
  /** What is open by account and currency, most overdue first; credit counts to its own day. */
  agedAccounts(asOfOn: LocalDate, limit: number): Promise<readonly AgedAccount[]>;
  /** The same over all accounts, with their number; the company's own currency first. */
  agedTotals(asOfOn: LocalDate): Promise<readonly AgedTotal[]>;
  /** Invoiced less credited by currency, invoice dates from `fromOn` to `throughOn`. */
  billedBetween(
    fromOn: LocalDate,
    throughOn: LocalDate,
  ): Promise<readonly { readonly currency: string; readonly billedMinor: bigint }[]>;
  /** Open invoices past due on the day, the oldest first; of one account, or of all. */
  overdueInvoices(
    asOfOn: LocalDate,
    account: string | null,
    limit: number,
  ): Promise<readonly OverdueInvoice[]>;
  /** Both sides of every currency that something was posted in. */
  reconciledCurrencies(asOfOn: LocalDate): Promise<readonly CurrencySides[]>;
};
