import { type AuditEntry, BilledMeanwhile, BooksAway } from "../operations/book-records.ts";
import type { Books, BooksReader, BooksWriter } from "../operations/books.ts";
import { findResult, listResults } from "./account-results.ts";
import { standingPolicy } from "./approval-policies.ts";
import { approvalsReader, approvalsWriter } from "./approvals-port.ts";
import { appendAudit, auditReader } from "./audit.ts";
import { billedCharges } from "./billed-charges.ts";
import { loadCatalog, selectionChoices } from "./catalog.ts";
import * as chunks from "./chunks.ts";
import { countRows } from "./count-rows.ts";
import { customersReader } from "./customers.ts";
import { connect, type Db, execute, inTransaction } from "./database.ts";
import { doctorReader } from "./doctor.ts";
import { documentsOfAccount } from "./documents.ts";
import { draftsReader, draftsWriter } from "./drafts-port.ts";
import { isAway, isBilledTwice } from "./error-marks.ts";
import { findAccounts } from "./find-accounts.ts";
import { freezeReader, freezeWriter } from "./freeze.ts";
import { refuseDatabase } from "./guards.ts";
import { homeReader } from "./home.ts";
import { importData } from "./import-data.ts";
import { checkInvariants } from "./invariants.ts";
import type { QueuedJob } from "./jobs-queue.ts";
import * as members from "./members.ts";
import { missingKeys } from "./missing-keys.ts";
import { insertRun, launchRun, moveRun } from "./move-run.ts";
import { notificationsReader, notificationsWriter } from "./notifications.ts";
import { openChunk } from "./open-chunk.ts";
import { flushJobs } from "./outbox.ts";
import { loadPayerOf } from "./payer-facts.ts";
import { findRun, findRunById, listRuns } from "./read-runs.ts";
import { reportsReader } from "./reports.ts";
import { runAccountsReader, runAccountsWriter } from "./runs.ts";
import { saveChunk } from "./save-chunk.ts";
import { schedulesReader, schedulesWriter } from "./schedules.ts";
import { searchAccounts } from "./search-accounts.ts";
import { settingsReader, settingsWriter } from "./settings.ts";
import { digestOfRun, settleCounts } from "./settle-run.ts";
import { installsReader, installsWriter } from "./slack-installs.ts";
import * as marks from "./small-marks.ts";
import { splitChunk } from "./split-chunk.ts";
import { viewRun } from "./view-run.ts";

/** The books, open; `close` gives the connections back. */
export type OpenBooks = Books & { close(): Promise<void> };

/**
 * Opens the books in a migrated database, over at most `connections` connections. Throws, with a
 * sentence that says what to do, where the database would not keep what it promises.
 */
export async function openBooks(url: string, connections = 10): Promise<OpenBooks> {
  const client = connect(url, connections);
  try {
    const no = await refuseDatabase(client);
    if (no !== null) throw new Error(no);
  } catch (error) {
    await client.$disconnect();
    throw error;
  }
  return {
    ...readerOf(client),
    write: (work) => orAway(inTransaction(client, (tx) => writeAll(tx, work))),
    close: () => client.$disconnect(),
  };
}

/** What is asked of a database that went away was rolled back, or its answer was lost. */
async function orAway<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw isAway(error) ? new BooksAway(error) : error;
  }
}

/**
 * Runs a unit of work. Audit rows and jobs wait until its end: both are taken under locks that
 * everybody shares, and those are held best for a moment only.
 */
async function writeAll<T>(tx: Db, work: (writer: BooksWriter) => Promise<T>): Promise<T> {
  const last: Last = { audit: [], jobs: [], isLarge: false };
  try {
    const answer = await work(writerOf(tx, last));
    // What the commit would check first takes a chunk's time, and everybody waits for the trail.
    if (last.isLarge) await execute(tx, "SET CONSTRAINTS ALL IMMEDIATE");
    await appendAudit(tx, last.audit);
    await flushJobs(tx, last.jobs);
    return answer;
  } catch (error) {
    throw isBilledTwice(error) ? new BilledMeanwhile() : error;
  }
}

type Last = {
  readonly audit: AuditEntry[];
  readonly jobs: (QueuedJob | null)[];
  /** A chunk's documents were written. */
  isLarge: boolean;
};

function readerOf(db: Db): BooksReader {
  return {
    findRun: (number) => findRun(db, number),
    listRuns: (limit) => listRuns(db, limit),
    viewRun: (id) => viewRun(db, id),
    listResults: (runId, options) => listResults(db, runId, options),
    findResult: (runId, account) => findResult(db, runId, account),
    loadPayerOf: (account) => loadPayerOf(db, account),
    searchAccounts: (text, limit) => searchAccounts(db, text, limit),
    documentsOfAccount: (account, limit) => documentsOfAccount(db, account, limit),
    findAccounts: (keys) => findAccounts(db, keys),
    missingKeys: (of, keys) => missingKeys(db, of, keys),
    billedCharges: (charges) => billedCharges(db, charges),
    loadCatalog: () => orAway(loadCatalog(db)),
    selectionChoices: () => selectionChoices(db),
    findMemberBySlackId: (slackId) => members.findMemberBySlackId(db, slackId),
    listMembers: () => members.listMembers(db),
    loadPolicy: async () => (await standingPolicy(db)).policy,
    ...approvalsReader(db),
    strandedChunks: (now) => chunks.strandedChunks(db, now),
    silentWorkers: (before, after) => marks.silentWorkers(db, before, after),
    ...installsReader(db),
    ...members.membersReader(db),
    ...freezeReader(db),
    ...auditReader(db),
    ...doctorReader(db),
    ...settingsReader(db),
    checkInvariants: () => checkInvariants(db),
    countRows: () => countRows(db),
    ...notificationsReader(db),
    ...reportsReader(db),
    ...draftsReader(db),
    ...schedulesReader(db),
    ...homeReader(db),
    ...customersReader(db),
    ...runAccountsReader(db),
  };
}

function writerOf(db: Db, last: Last): BooksWriter {
  return {
    claimRequest: (key, at) => marks.claimRequest(db, key, at),
    insertRun: (run) => insertRun(db, run),
    currentRun: (id) => findRunById(db, id),
    moveRun: (id, move, patch) => moveRun(db, id, move, patch),
    launchRun: (id, digest, by, at) => launchRun(db, id, digest, by, at),
    freezeChunks: (runId, size) => chunks.freezeChunks(db, runId, size),
    openLaunchChunks: (runId) => chunks.queueUndoneChunks(db, runId, "launch"),
    leaseChunk: (chunk, worker, now, seconds) => chunks.leaseChunk(db, chunk, worker, now, seconds),
    openChunk: (chunk) => openChunk(db, chunk),
    splitChunk: (chunk) => splitChunk(db, chunk),
    async saveChunk(chunk, outcomes, at) {
      const audit = await saveChunk(db, chunk, outcomes, at);
      last.isLarge = true;
      if (audit) last.audit.push(audit);
    },
    phaseIsDone: (runId, phase) => chunks.phaseIsDone(db, runId, phase),
    digestOfRun: (runId, phase) => digestOfRun(db, runId, phase),
    settleCounts: (runId) => settleCounts(db, runId),
    ...approvalsWriter(db),
    upsertMember: (member) => members.upsertMember(db, member),
    ...members.membersWriter(db),
    ...freezeWriter(db),
    ...settingsWriter(db),
    ...runAccountsWriter(db),
    importData: (data) => importData(db, data),
    appendAudit: async (entry) => void last.audit.push(entry),
    ...installsWriter(db),
    ...notificationsWriter(db, last),
    ...draftsWriter(db, last),
    ...schedulesWriter(db, last),
    beat: (workers, at) => marks.beat(db, workers, at),
    forgetWorkers: (workers) => marks.forgetWorkers(db, workers),
    requeueChunks: (stranded) => chunks.queueChunks(db, stranded),
  };
}
