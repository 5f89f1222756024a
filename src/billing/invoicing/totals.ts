/** Sums of one currency in a run, in minor units; credited is positive. */
export type CurrencyTotals = {
  readonly currency: string;
  readonly invoices: number;
  readonly creditMemos: number;
  readonly invoicedMinor: bigint;
  readonly creditedMinor: bigint;
};
