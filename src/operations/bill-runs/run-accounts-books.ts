import type { FindingKind } from "../../billing/bill-run/findings.ts";
import type { AccountOutcome, PayerFacts, Selection } from "../../billing/bill-run/proposal.ts";
import type { PostedDocument } from "../book-records.ts";

/** One account of a run: what it came to, and what its payer is billed. */
export type RunAccountRow = {
  readonly account: string;
  readonly name: string;
  readonly segment: string | null;
  /** On whose documents its lines stand. */
  readonly payer: string;
  /** Null before its chunk was done. */
  readonly result: AccountOutcome | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly currency: string;
  /** Of a payer, minor units; those of children stand with it. Zero where held or parked. */
  readonly invoicedMinor: bigint;
  readonly creditedMinor: bigint;
  /** The payer's bill before this one; null if it has none here. */
  readonly previousMinor: bigint | null;
  readonly findings: readonly FindingKind[];
  /** Numbers of its documents, once posted. */
  readonly documents: readonly string[];
  /** Of a payer's preview; what an approval is bound to. */
  readonly digest: string | null;
};

/** Which accounts of a run somebody wants to see; conditions must all hold. */
export type RunAccountFilter = {
  readonly results?: readonly AccountOutcome[];
  readonly finding?: FindingKind;
  /** A part of the key or the name. */
  readonly text?: string;
};

/** How many accounts a selection takes in, and how many of them were left by an earlier run. */
export type SelectedAccounts = {
  /** That the run would look at. */
  readonly selected: number;
  /** Of these, those that were sold one of the plans, if the selection names any. */
  readonly onPlans: number | null;
  /** The latest ended run with exceptions that nobody retried, and how many of them are in. */
  readonly left: { readonly run: number; readonly accounts: number } | null;
};

/** What ends of phases ask inside of their transaction. */
export type RunAccountsWriter = {
  /** The channel of the run's thread; null where it has none. */
  channelOfRun(runId: string): Promise<string | null>;
};

/** Reading about the accounts of a run. */
export type RunAccountsReader = {
  /** In the order of their keys, after `after`. */
  listRunAccounts(
    runId: string,
    filter: RunAccountFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly RunAccountRow[]>;
  /** One account of a run; null where it was not frozen with it. */
  findRunAccount(runId: string, account: string): Promise<RunAccountRow | null>;
  /** The largest bills first. */
  pageRunAccounts(
    runId: string,
    filter: RunAccountFilter,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<readonly RunAccountRow[]>;
  /** Billed payers whose bill differs most from the one before; the currencies take turns. */
  mostChanged(runId: string, limit: number): Promise<readonly RunAccountRow[]>;
  countSelected(select: Selection): Promise<SelectedAccounts>;
  /** Facts of payers, ordered by key, with a fixed number of queries. */
  loadPayers(payers: readonly string[]): Promise<readonly PayerFacts[]>;
  /** What a run posted for some payers. */
  documentsOfRun(runId: string, payers: readonly string[]): Promise<readonly PostedDocument[]>;
  /** The invoices that each payer had from the run that billed it last, this one aside. */
  lastInvoices(payers: readonly string[], notOfRun: string): Promise<readonly PostedDocument[]>;
};
