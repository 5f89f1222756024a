import type { PresentedDocument } from "../bill-run/present-document.ts";
import type { LocalDate } from "../calendar/local-date.ts";

/** Documents of one currency added up; amounts in major units, tax included. */
export type CurrencyTotals = {
  readonly invoices: number;
  readonly creditMemos: number;
  readonly lines: number;
  readonly invoiced: string;
  readonly credited: string;
};

/** One account's row; `reason` is a sentence, absent where billed. */
export type SimulatedAccount = {
  readonly account: string;
  readonly result: "billed" | "nothing-due" | "excluded" | "parked";
  readonly reason?: string;
};

/** What one run bills. */
export type SimulatedRun = {
  readonly targetOn: LocalDate;
  readonly invoiceOn: LocalDate;
  /** Ordered by account key. */
  readonly documents: readonly PresentedDocument[];
  /** Every account of the file, ordered by key. */
  readonly accounts: readonly SimulatedAccount[];
  readonly totals: Readonly<Record<string, CurrencyTotals>>;
  readonly digest: string;
};

/** What `billrun simulate` prints. */
export type SimulationResult = { readonly version: 1; readonly runs: readonly SimulatedRun[] };
