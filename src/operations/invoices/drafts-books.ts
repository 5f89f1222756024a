import type { LocalDate } from "../../billing/calendar/local-date.ts";
import type { Catalog } from "../../billing/catalog/catalog.ts";
import type { Account } from "../../billing/customers/account.ts";
import type { Line, ProposedDocument } from "../../billing/invoicing/document.ts";
import type { CurrencyTotals } from "../../billing/invoicing/totals.ts";
import type { Posting } from "../../billing/ledger/posting.ts";
import type { Quote } from "../../billing/subscriptions/subscription.ts";
import type { PostedDocument } from "../book-records.ts";
import type { Draft, DraftKind, DraftState, NewDraft } from "./draft.ts";

/** A posted document with the ids of its lines, in their order. */
export type StoredDocument = {
  readonly document: PostedDocument;
  readonly lineIds: readonly string[];
  /** The quote that its lines are of. */
  readonly quote: string | null;
};

/** A line billed without a document, and its id. */
export type StoredLine = { readonly line: Line; readonly id: string };

/** What a run posted and nobody took back yet. */
export type ReversibleRun = {
  readonly documents: number;
  /** Lines billed without a document. */
  readonly silentLines: number;
  readonly totals: readonly CurrencyTotals[];
  /** No reversal is dated before it; null where there is no document. */
  readonly latestInvoiceOn: LocalDate | null;
  /** Changes with every number, amount and line of it. */
  readonly content: string;
  /** Later runs that corrected, or added to, periods that this one billed; ordered. */
  readonly builtOn: readonly number[];
  /** Credit memos that settle something already, and what. */
  readonly used: readonly { readonly credit: string; readonly invoice: string }[];
};

/** An invoice with what a credit depends on. */
export type CreditableDocument = StoredDocument & {
  /** Total less what settles it, or of a credit memo what is not used; minor units. */
  readonly openMinor: bigint;
  /** Number of the document that undid it. */
  readonly reversedBy: string | null;
  /** Whether it undoes another one itself. */
  readonly isReversal: boolean;
  readonly builtOn: readonly number[];
  /** Of all charges that it bills. */
  readonly billed: readonly Line[];
};

/** A quote and what became of it. */
export type QuoteRow = {
  readonly quote: Quote;
  readonly accountName: string;
  /** Number of its invoice, once it has one. */
  readonly invoice: string | null;
  /** The latest draft of its invoice. */
  readonly draft: Draft | null;
};

/** A quote with the account that pays. */
export type QuoteToInvoice = QuoteRow & { readonly payer: Account };

/** The reversal of a run: how far it is, and what came of it. */
export type ReversalView = {
  readonly draft: Draft;
  readonly chunks: number;
  readonly doneChunks: number;
  readonly posted: {
    readonly first: string;
    readonly last: string;
    readonly totals: readonly CurrencyTotals[];
  } | null;
  readonly held: readonly { readonly payer: string; readonly reason: string }[];
};

/** One chunk of a reversal. */
export type ReversalChunk = { readonly draftId: string; readonly chunkId: string };

/** Reading of drafts and of what they depend on. */
export type DraftsReader = {
  findDraft(id: string): Promise<Draft | null>;
  /** The latest draft of a kind about a subject, open or not. */
  latestDraft(kind: DraftKind, subject: string): Promise<Draft | null>;
  reversibleRun(runId: string): Promise<ReversibleRun>;
  /** The document with this number; null where there is none. */
  creditableDocument(number: string): Promise<CreditableDocument | null>;
  /** Chunks of reversals that go on, that no job is left for; none while billing is frozen. */
  strandedReversals(): Promise<readonly ReversalChunk[]>;
  /** The latest reversal of a run, begun or not; null where nobody asked for one. */
  viewReversal(runId: string): Promise<ReversalView | null>;
  findQuote(key: string): Promise<QuoteToInvoice | null>;
  /** Quotes not invoiced first, then by key. */
  listQuotes(limit: number): Promise<readonly QuoteRow[]>;
  /** Quotes among these that have an invoice, with its number. */
  invoicedQuotes(keys: readonly string[]): Promise<readonly { quote: Quote; invoice: string }[]>;
  /**
   * What is open of each document, by id, in minor units: the total less what settles it, or of a
   * credit memo what is not used. Ids that no document has are left out.
   */
  openBalances(ids: readonly string[]): Promise<ReadonlyMap<string, bigint>>;
};

/** One document of a draft, as it is posted. */
export type DraftPosting = {
  readonly document: ProposedDocument;
  readonly postings: readonly Posting[];
  /** What it undoes: lines in the order of its own. */
  readonly undoes: { readonly documentId: string; readonly lineIds: readonly string[] } | null;
  /** The document that it settles, or that settles it, as far as both go. */
  readonly settles: string | null;
  /** The quote that its lines are of. */
  readonly quote: string | null;
};

/** Silent lines that undo others. */
export type SilentReversal = { readonly line: Line; readonly reverses: string };

/** One payer of a chunk that is undone. */
export type ReversalPayer = {
  readonly payer: string;
  readonly documents: readonly StoredDocument[];
  readonly silentLines: readonly StoredLine[];
  /** All lines of the subscriptions concerned. */
  readonly billed: readonly Line[];
  readonly builtOn: readonly number[];
  readonly used: ReversibleRun["used"];
};

/** Changes of drafts, and what they post; with the same reading, inside the transaction. */
export type DraftsWriter = DraftsReader & {
  /** What is sold and by which rules; nothing is imported until the transaction ends. */
  currentCatalog(): Promise<Catalog>;
  /** Throws `DraftExists` where the subject has an open one. */
  insertDraft(draft: NewDraft): Promise<Draft>;
  /** Locks the accounts that a document or quote concerns, as a launch does. */
  lockPayer(account: string): Promise<void>;
  /** Moves a draft on; false if it is elsewhere by now. */
  moveDraft(
    id: string,
    from: DraftState,
    to: DraftState,
    end: { readonly by: string; readonly because: string | null; readonly at: Date },
  ): Promise<boolean>;
  /** Notes the chunks of a reversal, and queues a job for each. */
  openReversal(draft: Draft): Promise<number>;
  /**
   * Claims a chunk, locks its payers and loads what is to be undone; null if it is done already.
   */
  openReversalChunk(draft: Draft, chunkId: string): Promise<readonly ReversalPayer[] | null>;
  /** Queues jobs for chunks of reversals again, under their old keys. */
  requeueReversals(chunks: readonly ReversalChunk[]): Promise<void>;
  /** Notes the payers of a chunk that could not be undone. */
  holdReversal(
    draftId: string,
    chunkId: string,
    held: readonly { readonly payer: string; readonly reason: string }[],
  ): Promise<void>;
  /** Whether all chunks are done, and how many payers were held; locks the draft. */
  settleReversal(draftId: string): Promise<{ readonly isDone: boolean; readonly held: number }>;
  /** Posts a draft's documents with numbers, ledger and applications. Do it last. */
  postDraft(
    draft: Draft,
    documents: readonly DraftPosting[],
    silentLines: readonly SilentReversal[],
    at: Date,
  ): Promise<{ readonly documents: number; readonly first: string; readonly last: string } | null>;
};

/** The subject has a draft already that waits or is being posted. */
export class DraftExists extends Error {
  constructor(subject: string) {
    super(`${subject} has a draft already`);
    this.name = "DraftExists";
  }
}
