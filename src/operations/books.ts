import type { Member, Role } from "../billing/approvals/member.ts";
import type { ApprovalPolicy } from "../billing/approvals/policy.ts";
import type { BillRun } from "../billing/bill-run/bill-run.ts";
import type { BillRunMove } from "../billing/bill-run/lifecycle.ts";
import type { AccountOutcome, PayerFacts } from "../billing/bill-run/proposal.ts";
import type { ChargeOfPlan } from "../billing/bill-run/repriced-charges.ts";
import type { Catalog } from "../billing/catalog/catalog.ts";
import type { Account } from "../billing/customers/account.ts";
import type { ApprovalsReader, ApprovalsWriter } from "./approvals/approvals-books.ts";
import type { AuditReader } from "./audit/audit-books.ts";
import type { BillRunView } from "./bill-runs/bill-run-view.ts";
import type { RunAccountsReader, RunAccountsWriter } from "./bill-runs/run-accounts-books.ts";
import type {
  AccountResultRow,
  AuditEntry,
  BillRunSummary,
  ChunkPayer,
  ChunkRef,
  ImportCounts,
  ImportData,
  InvariantBreach,
  LeasedChunk,
  NewBillRun,
  PayerOutcome,
  Phase,
  PostedDocument,
  SelectionChoices,
} from "./book-records.ts";
import type { CustomersReader } from "./customers/customers-books.ts";
import type { DoctorReader } from "./doctor/doctor-books.ts";
import type { FreezeReader, FreezeWriter } from "./freeze/freeze-books.ts";
import type { HomeReader } from "./home/home-books.ts";
import type { InstallsReader, InstallsWriter } from "./installs/installs-books.ts";
import type { DraftsReader, DraftsWriter } from "./invoices/drafts-books.ts";
import type { MembersReader, MembersWriter } from "./members/members-books.ts";
import type {
  NotificationsReader,
  NotificationsWriter,
} from "./notifications/notifications-books.ts";
import type { ReportsReader } from "./reports/reports-books.ts";
import type { SchedulesReader, SchedulesWriter } from "./schedules/schedules-books.ts";
import type { SettingsReader, SettingsWriter } from "./settings/settings-books.ts";

/**
 * The company's books, as the desk needs them. Reading happens outside a transaction; everything
 * that changes goes through `write`, one READ COMMITTED transaction that commits as a whole.
 */
export type Books = BooksReader & {
  write<T>(work: (tx: BooksWriter) => Promise<T>): Promise<T>;
};

/** Reading: each call sees what was committed when it began. */
export type BooksReader = ReportsReader &
  DraftsReader &
  SchedulesReader &
  HomeReader &
  CustomersReader &
  RunAccountsReader &
  ApprovalsReader &
  NotificationsReader &
  MembersReader &
  FreezeReader &
  AuditReader &
  DoctorReader &
  SettingsReader &
  InstallsReader & {
    findRun(number: number): Promise<BillRun | null>;
    listRuns(limit: number): Promise<readonly BillRunSummary[]>;
    viewRun(id: string): Promise<BillRunView>;
    /** Accounts with a result, ordered by account key after `after`; `only` filters outcomes. */
    listResults(
      runId: string,
      options: { only?: readonly AccountOutcome[]; after?: string; limit: number },
    ): Promise<readonly AccountResultRow[]>;
    findResult(runId: string, account: string): Promise<AccountResultRow | null>;
    /** Facts of the payer of `account`, or null where the account does not exist. */
    loadPayerOf(account: string): Promise<PayerFacts | null>;
    /** Accounts whose key or name is like `text`, for "did you mean". */
    searchAccounts(text: string, limit: number): Promise<readonly { key: string; name: string }[]>;
    documentsOfAccount(account: string, limit: number): Promise<readonly PostedDocument[]>;
    /** The accounts with these keys, ordered by key; keys that no account has are left out. */
    findAccounts(keys: readonly string[]): Promise<readonly Account[]>;
    /** Those of the keys that no account, or subscription, has. */
    missingKeys(
      of: "account" | "subscription",
      keys: readonly string[],
    ): Promise<readonly string[]>;
    /** Those of the charges of which there are billed lines. */
    billedCharges(charges: readonly ChargeOfPlan[]): Promise<readonly ChargeOfPlan[]>;
    loadCatalog(): Promise<Catalog>;
    /** What a run can be narrowed to, each list sorted. */
    selectionChoices(): Promise<SelectionChoices>;
    findMemberBySlackId(slackId: string): Promise<Member | null>;
    listMembers(): Promise<readonly Member[]>;
    loadPolicy(): Promise<ApprovalPolicy>;
    /**
     * Chunks of phases that go on, without a live lease and without a job, and one done chunk of
     * each phase that goes on although all its chunks are done (so that its end is looked at
     * again).
     */
    strandedChunks(now: Date): Promise<readonly ChunkRef[]>;
    /**
     * Queue workers that hold jobs and have not beaten between the two instants, or ever. A beat
     * after `after` is one of a clock that was set back.
     */
    silentWorkers(before: Date, after: Date): Promise<readonly string[]>;
    /** Runs the invariants' checks; an empty list means that the books are sound. */
    checkInvariants(): Promise<readonly InvariantBreach[]>;
    /** Counts for `doctor`. */
    countRows(): Promise<Readonly<Record<string, number>>>;
  };

/** What can be done inside one transaction; nothing of it stands before the commit. */
export type BooksWriter = SettingsWriter &
  InstallsWriter &
  DraftsWriter &
  SchedulesWriter &
  ApprovalsWriter &
  MembersWriter &
  FreezeWriter &
  RunAccountsWriter &
  NotificationsWriter & {
    /** Remembers a delivery for some minutes; false if it was seen before (a replay). */
    claimRequest(key: string, at: Date): Promise<boolean>;
    /** Throws `RetriedAlready` where `retryOf` has a retry that is not canceled. */
    insertRun(run: NewBillRun): Promise<BillRun>;
    /** The run as it stands now; what was read before the transaction may be old. */
    currentRun(id: string): Promise<BillRun | null>;
    /**
     * Moves a run along its lifecycle with one conditional UPDATE; null if it is in another state
     * by now (or, where `digest` is given, has another digest). Patches what the move sets.
     */
    moveRun(
      id: string,
      move: BillRunMove,
      patch: {
        readonly at: Date;
        readonly by?: string;
        readonly digest?: string | null;
        /** The move happens only if the run's digest is this one. */
        readonly ifDigest?: string;
        /** Why a run is paused. */
        readonly reason?: string | null;
      },
    ): Promise<BillRun | null>;
    /**
     * Launches: the conditional UPDATE that succeeds only if the run is approved, its approval is
     * for `digest`, unexpired, with enough votes by others than its maker and last editor.
     */
    launchRun(id: string, digest: string, by: string, at: Date): Promise<BillRun | null>;
    /** Freezes the eligible accounts into chunks of about `size` and queues their jobs. */
    freezeChunks(runId: string, size: number): Promise<{ chunks: number; accounts: number }>;
    /** Opens the frozen chunks for the launch and queues their jobs. */
    openLaunchChunks(runId: string): Promise<number>;
    /**
     * Takes or renews the lease and raises the fence; null if the chunk's phase is done or stopped.
     */
    leaseChunk(
      chunk: ChunkRef,
      worker: string,
      now: Date,
      leaseSeconds: number,
    ): Promise<LeasedChunk | null>;
    /**
     * Locks the chunk's payers, then loads them with a fixed number of queries; null if the fence
     * is not the chunk's any more. In a preview nothing is locked.
     */
    openChunk(chunk: LeasedChunk): Promise<readonly ChunkPayer[] | null>;
    /**
     * Gives each payer of a chunk a chunk and a job of its own, and takes the old chunk away.
     * Returns the number of its payers; a chunk of one stays as it is. Throws `ChunkLost`.
     */
    splitChunk(chunk: LeasedChunk): Promise<number>;
    /** Saves a chunk's outcomes (documents, numbers, ledger, marks, results) and marks it done. */
    saveChunk(chunk: LeasedChunk, outcomes: readonly PayerOutcome[], at: Date): Promise<void>;
    /** Whether every chunk of the phase is done; locks the run so that one caller sees true. */
    phaseIsDone(runId: string, phase: Phase): Promise<boolean>;
    /** The run's digest from its payers' digests: of the preview, or of what was posted. */
    digestOfRun(runId: string, phase: Phase): Promise<string>;
    /** Held and parked of the launch, and whether eligible = the sum of all results. */
    settleCounts(runId: string): Promise<{ held: number; parked: number; balanced: boolean }>;

    upsertMember(member: {
      name: string;
      email: string | null;
      roles: readonly Role[];
      active: boolean;
      slackIds: readonly string[];
      /** Name of who gives the roles; billrun itself unless said. */
      givenBy?: string;
      at?: Date;
    }): Promise<Member>;
    importData(data: ImportData): Promise<Readonly<Record<string, ImportCounts>>>;
    appendAudit(entry: AuditEntry): Promise<void>;

    /** Notes that these queue workers are alive. */
    beat(workers: readonly string[], at: Date): Promise<void>;
    forgetWorkers(workers: readonly string[]): Promise<void>;
    /** Queues jobs for chunks again, under their old keys. */
    requeueChunks(chunks: readonly ChunkRef[]): Promise<void>;
  };
