import type { ChunkRef, LeasedChunk, Phase } from "../operations/book-records.ts";
import { type BillRunRow, toTerms } from "./bill-run-rows.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";
import { currentFreeze } from "./freeze.ts";
import { type QueuedJob, queueJobs } from "./jobs-queue.ts";

/** The state of a run in which a phase goes on, and the column that says that a chunk did it. */
const phases = {
  preview: { state: "previewing", done: "preview_done_at" },
  launch: { state: "running", done: "launch_done_at" },
} as const satisfies Record<Phase, { state: string; done: string }>;

/**
 * Freezes all accounts into chunks of about `size`, a payer's whole group in one, in order of their
 * keys, and queues the chunks' jobs. An earlier freeze of the run is thrown away.
 */
export async function freezeChunks(
  db: Db,
  runId: string,
  size: number,
): Promise<{ chunks: number; accounts: number }> {
  await execute(db, "DELETE FROM bill_run_finding WHERE run_id = $1::uuid", runId);
  await execute(db, "DELETE FROM bill_run_account WHERE run_id = $1::uuid", runId);
  await execute(db, "DELETE FROM bill_run_chunk WHERE run_id = $1::uuid", runId);
  const accounts = await execute(
    db,
    `WITH groups AS (SELECT payer, count(*) AS many FROM account GROUP BY payer),
     placed AS (
       SELECT payer, ((sum(many) OVER (ORDER BY payer) - many)::bigint / $2::bigint)::int
                AS position FROM groups),
     chunks AS (
       INSERT INTO bill_run_chunk (id, run_id, position)
       SELECT gen_random_uuid(), $1::uuid, position FROM (SELECT DISTINCT position FROM placed) p
       RETURNING id, position)
     INSERT INTO bill_run_account (run_id, account, payer, chunk_id)
     SELECT $1::uuid, a.key, a.payer, c.id
       FROM account a JOIN placed p ON p.payer = a.payer JOIN chunks c ON c.position = p.position
      ORDER BY a.payer, a.key`,
    runId,
    size,
  );
  const chunks = await queueUndoneChunks(db, runId, "preview");
  await execute(db, "UPDATE bill_run SET eligible = $2 WHERE id = $1::uuid", runId, accounts);
  return { chunks, accounts };
}

/** Queues the jobs of the chunks that the phase has not done yet, and gives their number. */
export async function queueUndoneChunks(db: Db, runId: string, phase: Phase): Promise<number> {
  const rows = await jsonRows<{ id: string }>(
    db,
    `SELECT id FROM bill_run_chunk WHERE run_id = $1::uuid AND ${phases[phase].done} IS NULL
      ORDER BY position`,
    runId,
  );
  await queueChunks(
    db,
    rows.map(({ id }) => ({ runId, chunkId: id, phase })),
  );
  return rows.length;
}

/** Queues a job for each chunk, under a key that makes one of two. */
export async function queueChunks(db: Db, chunks: readonly ChunkRef[]): Promise<void> {
  await queueJobs(
    db,
    chunks.map(
      ({ runId, chunkId, phase }): QueuedJob => ({
        task: `${phase}-chunk`,
        key: `${phase}-chunk:${chunkId}`,
        payload: { runId, chunkId, phase },
        delaySeconds: 0,
      }),
    ),
  );
}

/**
 * Takes the lease, whoever had it, and raises the fence; null if the phase is done or stopped, or
 * if it would bill while billing is frozen.
 */
export async function leaseChunk(
  db: Db,
  chunk: ChunkRef,
  worker: string,
  now: Date,
  leaseSeconds: number,
): Promise<LeasedChunk | null> {
  const { state, done } = phases[chunk.phase];
  if (chunk.phase === "launch" && (await currentFreeze(db)) !== null) return null;
  const until = new Date(now.getTime() + leaseSeconds * 1000).toISOString();
  const taken = await execute(
    db,
    `UPDATE bill_run_chunk c SET fence = fence + 1, leased_by = $3, lease_until = $4::timestamptz
       FROM bill_run r
      WHERE c.id = $1::uuid AND c.run_id = $2::uuid AND r.id = c.run_id AND r.state = '${state}'
        AND c.${done} IS NULL`,
    chunk.chunkId,
    chunk.runId,
    worker,
    until,
  );
  if (taken === 0) return null;
  const row = await jsonRow<Parameters<typeof toTerms>[0] & { fence: number }>(
    db,
    `SELECT c.fence, r.kind, r.target_on, r.invoice_on, r.as_of_on, r.selection, r.options
       FROM bill_run_chunk c JOIN bill_run r ON r.id = c.run_id WHERE c.id = $1::uuid`,
    chunk.chunkId,
  );
  if (!row) throw new Error(`chunk ${chunk.chunkId} went away while it was leased`);
  return { ...chunk, fence: row.fence, terms: toTerms(row) };
}

/** Whether the chunk's fence is still the one that was taken with the lease. */
export async function holdsFence(db: Db, chunk: LeasedChunk): Promise<boolean> {
  const row = await jsonRow<{ fence: number }>(
    db,
    "SELECT fence FROM bill_run_chunk WHERE id = $1::uuid",
    chunk.chunkId,
  );
  return row?.fence === chunk.fence;
}

/**
 * Marks the chunk's phase as done and locks it until the end of the transaction; false if the
 * fence was raised, the phase is done or the run goes on no more.
 */
export async function finishChunk(db: Db, chunk: LeasedChunk, at: Date): Promise<boolean> {
  const { state, done } = phases[chunk.phase];
  const finished = await execute(
    db,
    `UPDATE bill_run_chunk c SET ${done} = $4::timestamptz, leased_by = NULL, lease_until = NULL
       FROM bill_run r
      WHERE c.id = $1::uuid AND c.run_id = $2::uuid AND c.fence = $3 AND c.${done} IS NULL
        AND r.id = c.run_id AND r.state IN ('${state}', 'paused')`,
    chunk.chunkId,
    chunk.runId,
    chunk.fence,
    at.toISOString(),
  );
  return finished === 1;
}

/** Locks the run, then looks whether a chunk of the phase is left. False if the phase is over. */
export async function phaseIsDone(db: Db, runId: string, phase: Phase): Promise<boolean> {
  const { state, done } = phases[phase];
  const run = await db.$queryRawUnsafe<Pick<BillRunRow, "state">[]>(
    "SELECT state FROM bill_run WHERE id = $1::uuid FOR UPDATE",
    runId,
  );
  if (run[0]?.state !== state) return false;
  const left = await jsonRow(
    db,
    `SELECT 1 AS one FROM bill_run_chunk WHERE run_id = $1::uuid AND ${done} IS NULL LIMIT 1`,
    runId,
  );
  return left === null;
}

/**
 * Chunks of phases that go on, without a live lease and without a job that can still run, and one
 * done chunk of each phase that goes on although all its chunks are done.
 */
export async function strandedChunks(db: Db, now: Date): Promise<readonly ChunkRef[]> {
  return jsonRows<ChunkRef>(
    db,
    `WITH live AS (
       SELECT c.id, c.run_id, c.position, c.lease_until,
              CASE r.state WHEN 'running' THEN 'launch' ELSE 'preview' END AS phase,
              CASE r.state WHEN 'running' THEN c.launch_done_at ELSE c.preview_done_at END AS done
         FROM bill_run r JOIN bill_run_chunk c ON c.run_id = r.id
        WHERE r.state = 'previewing'
           -- While billing is frozen, launches wait for whoever lifts that.
           OR r.state = 'running'
              AND NOT EXISTS (SELECT FROM billing_freeze WHERE lifted_at IS NULL))
     SELECT run_id AS "runId", id AS "chunkId", phase FROM live
      WHERE done IS NULL
        AND (lease_until IS NULL OR lease_until < $1::timestamptz
             -- No lease is so long: the clock was set back since.
             OR lease_until > $1::timestamptz + interval '5 minutes')
        AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
                         WHERE j.key = live.phase || '-chunk:' || live.id
                           AND j.attempts < j.max_attempts)
     UNION ALL
     SELECT run_id, id, phase FROM (SELECT DISTINCT ON (run_id) * FROM live ORDER BY run_id) one
      WHERE NOT EXISTS (SELECT FROM live l WHERE l.run_id = one.run_id AND l.done IS NULL)`,
    now.toISOString(),
  );
}
