import type { BillRun, BillRunKind } from "../billing/bill-run/bill-run.ts";
import type { Finding } from "../billing/bill-run/findings.ts";
import type {
  AccountOutcome,
  PayerFacts,
  Proposal,
  RunTerms,
} from "../billing/bill-run/proposal.ts";
import type { Catalog } from "../billing/catalog/catalog.ts";
import type { Account } from "../billing/customers/account.ts";
import type { ProposedDocument } from "../billing/invoicing/document.ts";
import type { CurrencyTotals } from "../billing/invoicing/totals.ts";
import type { Posting } from "../billing/ledger/posting.ts";
import type { Quote, Subscription, UsageRecord } from "../billing/subscriptions/subscription.ts";

/** One page of the run list, newest first. */
export type BillRunSummary = {
  readonly run: BillRun;
  readonly totals: readonly CurrencyTotals[];
};

/** An account's row in a run, as `explain` shows it. */
export type AccountResultRow = {
  readonly account: string;
  readonly name: string;
  readonly payer: string;
  readonly result: AccountOutcome;
  readonly reasonCode: string | null;
  readonly reason: string | null;
};

/** A document with its number, as it stands for ever. */
export type PostedDocument = ProposedDocument & {
  readonly id: string;
  readonly number: string;
  /** Null where no run posted it: the invoice of a quote, a credit, a reversal. */
  readonly runNumber: number | null;
};

/** What a run can be narrowed to. */
export type SelectionChoices = {
  readonly segments: readonly string[];
  readonly tags: readonly string[];
  readonly currencies: readonly string[];
  readonly plans: readonly { readonly key: string; readonly name: string }[];
};

/** A promise that does not hold, and where. */
export type InvariantBreach = {
  /** "O1" to "O12" of the promises. */
  readonly invariant: string;
  readonly message: string;
};

/** A run as it is made. */
export type NewBillRun = {
  readonly name: string;
  readonly kind: BillRunKind;
  readonly terms: RunTerms;
  readonly retryOf: number | null;
  readonly createdBy: string;
  /** Slack channel whose card tells of the run; null: no card (made at the command line). */
  readonly channel: string | null;
  /** The same request made twice (a form sent again) gives the run that it made first. */
  readonly requestKey: string | null;
  readonly at: Date;
};

/** A run goes through its chunks twice. */
export type Phase = "preview" | "launch";

/** A chunk and what is to be done with it: what a job carries. */
export type ChunkRef = { readonly runId: string; readonly chunkId: string; readonly phase: Phase };

/** A leased chunk. Writes with an older fence than the chunk's are refused. */
export type LeasedChunk = ChunkRef & { readonly fence: number; readonly terms: RunTerms };

/** One payer of a chunk, with what the preview (if there was one) said. */
export type ChunkPayer = {
  readonly facts: PayerFacts;
  /** Of the approved preview; null while previewing. */
  readonly approvedDigest: string | null;
  /** Totals of the approved preview's documents, natural sign (minor units). */
  readonly approvedMinor: bigint | null;
  /** Result of the preview for the payer itself and its children, by account key. */
  readonly previewed: ReadonlyMap<string, AccountOutcome>;
  /** Total of its last run's posted invoices in minor units; null if it has none here. */
  readonly previousInvoiceMinor: bigint | null;
};

/** What one payer of a chunk came to; saved as one. */
export type PayerOutcome = {
  readonly payer: string;
  readonly results: readonly {
    readonly account: string;
    readonly result: AccountOutcome;
    readonly reasonCode: string | null;
    readonly reason: string | null;
  }[];
  readonly digest: string;
  readonly findings: readonly Finding[];
  /** Previewed (counted only) or posted (written). Empty for held and parked ones. */
  readonly documents: readonly {
    readonly document: ProposedDocument;
    readonly postings: readonly Posting[];
  }[];
  readonly silentLines: Proposal["silentLines"];
  /** The payer's bill before this one, in minor units; null if it has none here. */
  readonly previousMinor: bigint | null;
};

/** A row of the audit trail: who did what, where, and how it ended. */
export type AuditEntry = {
  readonly actor: { memberId: string | null; name: string; via: string; where: string };
  /** "bill-run.launch". */
  readonly action: string;
  /** "BR-12". */
  readonly subject: string;
  readonly digest: string | null;
  /** "done" or a refusal's code. */
  readonly outcome: string;
  readonly correlationId: string;
  readonly details: Readonly<Record<string, string | number | null>>;
  readonly at: Date;
};

/** How many rows an import added, changed and found the same. */
export type ImportCounts = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
};

/** What an import takes in; a null catalog leaves the one that is there. */
export type ImportData = {
  readonly catalog: Catalog | null;
  readonly accounts: readonly Account[];
  readonly subscriptions: readonly Subscription[];
  readonly usage: readonly UsageRecord[];
  readonly quotes: readonly Quote[];
};

/** Another run billed the same while this one was on its way: load again and propose anew. */
export class BilledMeanwhile extends Error {
  constructor() {
    super("another run billed the same charges meanwhile");
    this.name = "BilledMeanwhile";
  }
}

/** Somebody made a retry of the same run a moment before. */
export class RetriedAlready extends Error {
  constructor(number: number) {
    super(`BR-${number} has a retry already`);
    this.name = "RetriedAlready";
  }
}

/** The chunk belongs to another worker by now, or its run was stopped: nothing was written. */
export class ChunkLost extends Error {
  constructor(chunkId: string) {
    super(`chunk ${chunkId} is not this worker's any more`);
    this.name = "ChunkLost";
  }
}

/**
 * The database went away in the middle of a write: it was rolled back, or it was committed and the
 * answer was lost. Doing it again later is right either way.
 */
export class BooksAway extends Error {
  constructor(cause: unknown) {
    super("the database went away", { cause });
    this.name = "BooksAway";
  }
}
