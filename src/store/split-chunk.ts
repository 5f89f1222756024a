import { ChunkLost, type LeasedChunk } from "../operations/book-records.ts";
import { queueChunks } from "./chunks.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";

/**
 * Gives each payer of a chunk a chunk of its own, with a job, and takes the old chunk away; a chunk
 * of one payer stays. Gives the number of payers. Throws `ChunkLost` if the fence was raised.
 */
export async function splitChunk(db: Db, chunk: LeasedChunk): Promise<number> {
  const { runId, chunkId, fence, phase } = chunk;
  const held = await db.$queryRawUnsafe<unknown[]>(
    `SELECT 1 FROM bill_run_chunk
      WHERE id = $1::uuid AND fence = $2 AND ${phase}_done_at IS NULL FOR UPDATE`,
    chunkId,
    fence,
  );
  if (held.length === 0) throw new ChunkLost(chunkId);
  const counted = await jsonRow<{ payers: number }>(
    db,
    "SELECT count(DISTINCT payer)::int AS payers FROM bill_run_account WHERE chunk_id = $1::uuid",
    chunkId,
  );
  const payers = counted?.payers ?? 0;
  if (payers < 2) return payers;
  // Positions after those of all others: two chunks that are split at once wait here.
  await execute(db, "SELECT FROM bill_run WHERE id = $1::uuid FOR NO KEY UPDATE", runId);
  const made = await jsonRows<{ id: string; payer: string }>(
    db,
    "SELECT gen_random_uuid() AS id, payer FROM bill_run_account WHERE chunk_id = $1::uuid" +
      " GROUP BY payer ORDER BY payer",
    chunkId,
  );
  const ids = made.map(({ id }) => id);
  await execute(
    db,
    `INSERT INTO bill_run_chunk (id, run_id, position, preview_done_at)
     SELECT n.id, c.run_id, last.position + n.n, c.preview_done_at
       FROM unnest($2::uuid[]) WITH ORDINALITY AS n (id, n), bill_run_chunk c,
            (SELECT max(position) AS position FROM bill_run_chunk WHERE run_id = $3::uuid) last
      WHERE c.id = $1::uuid`,
    chunkId,
    ids,
    runId,
  );
  await execute(
    db,
    `UPDATE bill_run_account b SET chunk_id = n.id
       FROM unnest($2::uuid[], $3::text[]) AS n (id, payer)
      WHERE b.chunk_id = $1::uuid AND b.payer = n.payer`,
    chunkId,
    ids,
    made.map(({ payer }) => payer),
  );
  await execute(db, "DELETE FROM bill_run_chunk WHERE id = $1::uuid", chunkId);
  await queueChunks(
    db,
    ids.map((id) => ({ runId, chunkId: id, phase })),
  );
  return payers;
}
