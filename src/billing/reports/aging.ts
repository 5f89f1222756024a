import type { LocalDate } from "../calendar/local-date.ts";

/**
 * The columns of an aging report, by days past the due day: not due yet (the due day itself
 * included), 1–30, 31–60, 61–90 and more than 90 days. `fromDays` is the first day of a bucket.
 */
export const agingBuckets = [
  { key: "not-due", title: "Not due", fromDays: null },
  { key: "1-30", title: "1–30 days", fromDays: 1 },
  { key: "31-60", title: "31–60 days", fromDays: 31 },
  { key: "61-90", title: "61–90 days", fromDays: 61 },
  { key: "over-90", title: "Over 90 days", fromDays: 91 },
] as const;

/** First days of the buckets behind "not due". */
export const overdueFromDays: readonly number[] = agingBuckets.flatMap(({ fromDays }) =>
  fromDays === null ? [] : [fromDays],
);

/** The place in `agingBuckets` of an invoice so many days past its due day. */
export function bucketOf(daysPastDue: number): number {
  return overdueFromDays.filter((fromDays) => daysPastDue >= fromDays).length;
}

/** What one account, or all of them, owes in one currency, in minor units. */
export type AgedBalance = {
  readonly currency: string;
  /** Open invoices, one amount a bucket. */
  readonly bucketsMinor: readonly bigint[];
  /** Credit memos that settle no invoice yet, as a positive amount. */
  readonly unappliedMinor: bigint;
};

/** An account's row. */
export type AgedAccount = AgedBalance & { readonly account: string; readonly name: string };

/** All accounts of one currency together. */
export type AgedTotal = AgedBalance & {
  /** How many accounts something is open with. */
  readonly accounts: number;
};

/** Receivables by age on a day: what is owed, to the cent of the ledger. */
export type AgingReport = {
  readonly asOfOn: LocalDate;
  /** One for each currency: the company's own first, then those of most accounts. */
  readonly totals: readonly AgedTotal[];
  /** Accounts that owe most beyond their due days first; `accounts` counts all of them. */
  readonly largest: readonly AgedAccount[];
  readonly accounts: number;
  readonly dso: readonly DaysSalesOutstanding[];
};

/** Open invoices without what credit memos will settle: the balance of the ledger's receivable. */
export function netMinor(balance: AgedBalance): bigint {
  return balance.bucketsMinor.reduce((sum, minor) => sum + minor, 0n) - balance.unappliedMinor;
}

/** Open beyond the due day. */
export function overdueMinor(balance: AgedBalance): bigint {
  return balance.bucketsMinor.slice(1).reduce((sum, minor) => sum + minor, 0n);
}

/** Days sales outstanding of one currency. */
export type DaysSalesOutstanding = {
  readonly currency: string;
  readonly receivableMinor: bigint;
  /** Billed in the window, credit memos taken off. */
  readonly billedMinor: bigint;
  /** Days with one decimal, "37.5"; null where nothing was billed in the window. */
  readonly days: string | null;
};

/** Days over which sales are counted for DSO; a quarter evens out single large bills. */
export const dsoWindowDays = 90;

/**
 * Receivables at the end of the window, divided by what was billed in it, times its days: the usual
 * formula. Rounded half up to a tenth of a day. Receivables below zero count as none.
 */
export function daysSalesOutstanding(
  currency: string,
  receivableMinor: bigint,
  billedMinor: bigint,
): DaysSalesOutstanding {
  const given = { currency, receivableMinor, billedMinor };
  if (billedMinor <= 0n) return { ...given, days: null };
  const owed = receivableMinor > 0n ? receivableMinor : 0n;
  const tenths = (owed * BigInt(dsoWindowDays) * 20n + billedMinor) / (2n * billedMinor);
  return { ...given, days: `${tenths / 10n}.${tenths % 10n}` };
}
