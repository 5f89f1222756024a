import type { Draft } from "../operations/invoices/draft.ts";
import type {
  ReversalChunk,
  ReversalPayer,
  StoredLine,
} from "../operations/invoices/drafts-books.ts";
import { builtOnLine, isTakenBack } from "./built-on.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";
import type { QueuedJob } from "./jobs-queue.ts";
import { type LineRow, lineColumns, toLine } from "./line-rows.ts";
import { linesOfSubscriptions, storedDocuments } from "./stored-documents.ts";

/** Notes the chunks of the run, so that each is undone once, and gives a job for each. */
export async function openReversal(db: Db, draft: Draft): Promise<readonly QueuedJob[]> {
  await execute(
    db,
    `INSERT INTO draft_chunk (draft_id, chunk_id)
     SELECT $1::uuid, id FROM bill_run_chunk WHERE run_id = $2::uuid ON CONFLICT DO NOTHING`,
    draft.id,
    draft.runId,
  );
  const rows = await jsonRows<{ id: string }>(
    db,
    "SELECT chunk_id AS id FROM draft_chunk WHERE draft_id = $1::uuid ORDER BY chunk_id",
    draft.id,
  );
  return rows.map(({ id }) => reversalJob({ draftId: draft.id, chunkId: id }));
}

/** The job that takes back one chunk. */
export function reversalJob({ draftId, chunkId }: ReversalChunk): QueuedJob {
  return {
    task: "reverse-chunk",
    key: `reverse-chunk:${draftId}:${chunkId}`,
    payload: { draftId, chunkId },
    delaySeconds: 0,
  };
}

/** Chunks of reversals that go on, that no job is left for; one of each that nobody ended. */
export function strandedReversals(db: Db): Promise<readonly ReversalChunk[]> {
  return jsonRows(
    db,
    `SELECT DISTINCT ON (c.draft_id, CASE WHEN c.done_at IS NULL THEN c.chunk_id END)
            c.draft_id AS "draftId", c.chunk_id AS "chunkId"
       FROM document_draft x JOIN draft_chunk c ON c.draft_id = x.id
      WHERE x.state = 'posting'
        AND (c.done_at IS NULL OR NOT EXISTS (
          SELECT FROM draft_chunk o WHERE o.draft_id = x.id AND o.done_at IS NULL))
        AND NOT EXISTS (SELECT FROM billing_freeze WHERE lifted_at IS NULL)
        AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
                         WHERE j.key = 'reverse-chunk:' || c.draft_id || ':' || c.chunk_id
                           AND j.attempts < j.max_attempts)`,
  );
}

/**
 * Claims a chunk of a reversal for this transaction and loads what is to be undone, its accounts
 * locked as a launch locks them. Null if it is done: whoever comes second waits for the first.
 */
export async function openReversalChunk(
  db: Db,
  draft: Draft,
  chunkId: string,
): Promise<readonly ReversalPayer[] | null> {
  const claimed = await execute(
    db,
    `UPDATE draft_chunk SET done_at = now()
      WHERE draft_id = $1::uuid AND chunk_id = $2::uuid AND done_at IS NULL`,
    draft.id,
    chunkId,
  );
  if (claimed === 0) return null;
  const accounts = await jsonRows<{ account: string; payer: string }>(
    db,
    `SELECT b.account, b.payer FROM bill_run_account b
       JOIN (SELECT key FROM account
              WHERE key IN (SELECT account FROM bill_run_account WHERE chunk_id = $1::uuid)
              ORDER BY key FOR NO KEY UPDATE) a ON a.key = b.account
      WHERE b.chunk_id = $1::uuid ORDER BY b.payer, b.account`,
    chunkId,
  );
  const payerOf = new Map(accounts.map(({ account, payer }) => [account, payer]));
  const payers = [...new Set(payerOf.values())];
  const documents = await storedDocuments(
    db,
    `d.run_id = $1::uuid AND d.account = ANY ($2::text[])
       AND NOT EXISTS (SELECT FROM document r WHERE r.reverses = d.id)`,
    draft.runId,
    payers,
  );
  const silent = await silentLinesOf(db, draft.runId ?? "", [...payerOf.keys()]);
  const subscriptions = new Set([
    ...documents.flatMap(({ document }) => document.lines.map((line) => line.subscription)),
    ...silent.map(({ line }) => line.subscription),
  ]);
  const billed = await linesOfSubscriptions(db, [...subscriptions]);
  const builtOn = await builtOnOf(db, draft.runId ?? "", [...payerOf.keys()]);
  const used = await usedOf(
    db,
    documents.map(({ document }) => document.id),
  );
  return payers.map((payer) => {
    const own = documents.filter(({ document }) => document.account === payer);
    const isOwn = (account: string) => payerOf.get(account) === payer;
    return {
      payer,
      documents: own,
      silentLines: silent.filter(({ line }) => isOwn(line.account)),
      billed: billed.filter(({ account }) => isOwn(account)),
      builtOn: builtOn.filter(({ account }) => isOwn(account)).map(({ number }) => number),
      used: used.filter(({ credit }) => own.some(({ document }) => document.number === credit)),
    };
  });
}

async function silentLinesOf(
  db: Db,
  runId: string,
  accounts: readonly string[],
): Promise<StoredLine[]> {
  const rows = await jsonRows<LineRow & { readonly id: string }>(
    db,
    `SELECT l.id, ${lineColumns} FROM document_line l
      WHERE l.run_id = $1::uuid AND l.document_id IS NULL AND l.account = ANY ($2::text[])
        AND NOT ${isTakenBack}
      ORDER BY l.subscription, l.from_on, l.charge`,
    runId,
    [...accounts],
  );
  return rows.map(({ id, ...row }) => ({ id, line: toLine(row) }));
}

function builtOnOf(
  db: Db,
  runId: string,
  accounts: readonly string[],
): Promise<readonly { readonly account: string; readonly number: number }[]> {
  return jsonRows(
    db,
    `SELECT DISTINCT l.account, r.number
       FROM document_line l, LATERAL (SELECT x.run_id FROM ${builtOnLine}) y
       JOIN bill_run r ON r.id = y.run_id
      WHERE l.subscription IN (SELECT key FROM subscription WHERE account = ANY ($2::text[]))
        AND l.run_id = $1::uuid AND NOT ${isTakenBack}
      ORDER BY l.account, r.number`,
    runId,
    [...accounts],
  );
}

function usedOf(db: Db, ids: readonly string[]): Promise<ReversalPayer["used"]> {
  return jsonRows(
    db,
    `SELECT d.number AS credit, i.number AS invoice
       FROM document d JOIN application a ON a.credit_id = d.id
       JOIN document i ON i.id = a.invoice_id
      WHERE d.id = ANY ($1::uuid[]) AND d.type = 'credit-memo' ORDER BY d.number, i.number`,
    [...ids],
  );
}

/** Notes the payers of a chunk that could not be undone. */
export async function holdReversal(
  db: Db,
  draftId: string,
  chunkId: string,
  held: readonly { readonly payer: string; readonly reason: string }[],
): Promise<void> {
  await execute(
    db,
    "UPDATE draft_chunk SET held = $3::jsonb WHERE draft_id = $1::uuid AND chunk_id = $2::uuid",
    draftId,
    chunkId,
    JSON.stringify(held),
  );
}

/** Whether every chunk is done, and how many payers were held; the draft is locked. */
export async function settleReversal(
  db: Db,
  draftId: string,
): Promise<{ readonly isDone: boolean; readonly held: number }> {
  await execute(db, "SELECT id FROM document_draft WHERE id = $1::uuid FOR UPDATE", draftId);
  const row = await jsonRow<{ isDone: boolean; held: number }>(
    db,
    `SELECT count(*) = count(done_at) AS "isDone",
            coalesce(sum(jsonb_array_length(held)), 0)::int AS held
       FROM draft_chunk WHERE draft_id = $1::uuid`,
    draftId,
  );
  return row ?? { isDone: false, held: 0 };
}
