import type { LocalDate } from "../calendar/local-date.ts";
import type { DecimalText } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import type { Line, ProposedDocument } from "../invoicing/document.ts";
import type { Subscription, UsageRecord } from "../subscriptions/subscription.ts";

/** Whom and what a run bills; conditions of different kinds must all hold. */
export type Selection = {
  readonly accounts?: readonly string[];
  readonly segments?: readonly string[];
  readonly tags?: readonly string[];
  readonly currencies?: readonly string[];
  readonly billCycleDays?: readonly number[];
  readonly plans?: readonly string[];
  readonly chargeTypes?: readonly ("recurring" | "one-time" | "usage")[];
};

/** How a run makes its documents where it differs from the company's settings. */
export type RunOptions = {
  /** One document for all that a payer owes, or one for each subscription. */
  readonly documentsPer?: "account" | "subscription";
  /** Whether an invoice over nothing is issued. */
  readonly zeroInvoices?: "skip" | "issue";
  /** By currency, major units: an invoice below it waits for the next run. Empty: none waits. */
  readonly minimumInvoice?: Readonly<Record<string, DecimalText>>;
  /**
   * What is given back: taken off the invoice, on a credit memo of its own, or kept back. A
   * document that comes to a credit waits then, as a whole, for a run that issues it.
   */
  readonly creditMemos?: "net" | "separate" | "keep-back";
};

/** What a run was asked to do: the third input of `proposeDocuments`. */
export type RunTerms = {
  /** Bill everything due on or before it. */
  readonly targetOn: LocalDate;
  /** The date on the documents. */
  readonly invoiceOn: LocalDate;
  /** Changes and usage known after it are not seen. */
  readonly asOf: LocalDate;
  readonly select: Selection;
  /** Absent: all as the settings say. */
  readonly options?: RunOptions;
  /** A catch-up run: what is due counts as billed from then on, at nothing and on no document. */
  readonly catchUp?: boolean;
};

/** All there is to know of one payer: itself, the accounts it pays for, and what was billed. */
export type PayerFacts = {
  readonly payer: Account;
  /** The payer and every account whose lines stand on its documents, ordered by key. */
  readonly accounts: readonly Account[];
  /** Of all these accounts, ordered by key. */
  readonly subscriptions: readonly Subscription[];
  /** Of all these subscriptions. */
  readonly usage: readonly UsageRecord[];
  /** Every line billed so far for these subscriptions, on a document or not. */
  readonly billed: readonly Line[];
  /** The latest asOf of a launched run that looked at the payer: what was known stays known. */
  readonly knownThroughOn: LocalDate | null;
};

/** What became of an account in a run. */
export type AccountOutcome = "billed" | "nothing-due" | "excluded" | "parked" | "held";

/** One account's row: every eligible account has exactly one. */
export type AccountResult = {
  readonly account: string;
  readonly result: Exclude<AccountOutcome, "held">;
  /** snake_case, for machines; null where billed. */
  readonly reasonCode: string | null;
  /** A sentence for a person; null where billed. */
  readonly reason: string | null;
};

/** What a run would bill one payer. Saved as it is, and only if its digest is the approved one. */
export type Proposal = {
  readonly payer: string;
  /**
   * At most one invoice and one credit memo; with `documentsPer` "subscription" so many for each
   * subscription, ordered by it.
   */
  readonly documents: readonly ProposedDocument[];
  /** Billed without a document: a period at nothing where zero invoices are skipped. */
  readonly silentLines: readonly Line[];
  /** One for each account of the facts, ordered by key. */
  readonly results: readonly AccountResult[];
  /** "sha256:…" over the canonical documents and silent lines; `emptyDigest` if there are none. */
  readonly digest: string;
};
