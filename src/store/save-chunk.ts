import {
  type AuditEntry,
  ChunkLost,
  type LeasedChunk,
  type PayerOutcome,
} from "../operations/book-records.ts";
import { saveSums } from "./chunk-sums.ts";
import { finishChunk } from "./chunks.ts";
import { type Db, execute, jsonRow } from "./database.ts";
import { isFrozen } from "./freeze.ts";
import { type PostedNumbers, postDocuments } from "./post-documents.ts";
import { saveLaunchResults, savePreviewResults } from "./save-results.ts";

/**
 * Saves what a chunk came to and marks it done. In a launch: documents with their lines, taxes,
 * journal entries and numbers, and how far each account is known. Throws `ChunkLost` if the fence
 * was raised or billing is frozen, and `BilledMeanwhile` if another run billed the same; nothing is
 * written then. Gives the audit row of a chunk that posted something.
 */
export async function saveChunk(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
  at: Date,
): Promise<AuditEntry | null> {
  if (!(await finishChunk(db, chunk, at))) throw new ChunkLost(chunk.chunkId);
  if (chunk.phase === "preview") {
    await savePreviewResults(db, chunk, outcomes);
    return null;
  }
  if (await isFrozen(db)) throw new ChunkLost(chunk.chunkId);
  await saveLaunchResults(db, chunk, outcomes);
  await markKnown(db, chunk, outcomes);
  // Last: the numbers' counter is locked from here to the commit.
  const posted = await postDocuments(db, chunk, outcomes, at);
  await saveSums(db, chunk, outcomes, posted?.numbers);
  return posted === null ? null : auditOf(db, chunk, posted, at);
}

/** One row a chunk: a million rows that say "billed" would say no more. */
async function auditOf(
  db: Db,
  chunk: LeasedChunk,
  posted: PostedNumbers,
  at: Date,
): Promise<AuditEntry> {
  const run = await jsonRow<{ number: number; digest: string | null }>(
    db,
    "SELECT number, digest FROM bill_run WHERE id = $1::uuid",
    chunk.runId,
  );
  return {
    actor: { memberId: null, name: "billrun", via: "job", where: "launch-chunk" },
    action: "bill-run.post",
    subject: `BR-${run?.number}`,
    digest: run?.digest ?? null,
    outcome: "done",
    correlationId: chunk.chunkId,
    details: { documents: posted.documents, first: posted.first, last: posted.last },
    at,
  };
}

/** What this run saw of its accounts stays seen; those it did not bill are left as they were. */
async function markKnown(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
): Promise<void> {
  const seen = outcomes.flatMap((outcome) =>
    outcome.results
      .filter((row) => row.result === "billed" || row.result === "nothing-due")
      .map((row) => row.account),
  );
  await execute(
    db,
    `UPDATE account SET known_through_on = $2::date
      WHERE key = ANY ($1::text[]) AND (known_through_on IS NULL OR known_through_on < $2::date)`,
    seen,
    chunk.terms.asOf,
  );
}
