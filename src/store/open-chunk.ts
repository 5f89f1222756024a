import type { AccountOutcome } from "../billing/bill-run/proposal.ts";
import type { ChunkPayer, LeasedChunk } from "../operations/book-records.ts";
import { holdsFence } from "./chunks.ts";
import { type Db, execute, jsonRows } from "./database.ts";
import { loadPayers } from "./payer-facts.ts";

type FrozenRow = {
  readonly account: string;
  readonly payer: string;
  readonly preview_result: AccountOutcome | null;
  readonly preview_digest: string | null;
  readonly previewed_minor: string;
};

/**
 * Loads a chunk's payers with seven queries, whatever its size; null if the fence was raised. A
 * launch locks the payers first, in order of their keys, so that two runs that reach one account
 * do it one after the other.
 */
export async function openChunk(db: Db, chunk: LeasedChunk): Promise<readonly ChunkPayer[] | null> {
  if (!(await holdsFence(db, chunk))) return null;
  const frozen = await jsonRows<FrozenRow>(
    db,
    `SELECT account, payer, preview_result, preview_digest,
            (coalesce(preview_invoiced_minor, 0) - coalesce(preview_credited_minor, 0))::text
              AS previewed_minor
       FROM bill_run_account WHERE chunk_id = $1::uuid ORDER BY payer, account`,
    chunk.chunkId,
  );
  const payers = [...new Set(frozen.map((row) => row.payer))];
  if (chunk.phase === "launch") await lockAccounts(db, payers);
  const previous = await loadPreviousInvoices(db, payers);
  const previewed = previewOf(frozen);
  const all = await loadPayers(db, payers, new Map(frozen.map((row) => [row.account, row.payer])));
  return all.map((facts) => {
    const { key } = facts.payer;
    const seen = previewed.get(key);
    const launching = chunk.phase === "launch" && seen !== undefined;
    return {
      facts,
      approvedDigest: launching ? seen.digest : null,
      approvedMinor: launching ? seen.minor : null,
      previewed: launching ? seen.results : new Map(),
      previousInvoiceMinor: previous.get(key) ?? null,
    };
  });
}

async function lockAccounts(db: Db, payers: readonly string[]): Promise<void> {
  await execute(
    db,
    "SELECT key FROM account WHERE payer = ANY ($1::text[]) ORDER BY key FOR NO KEY UPDATE",
    [...payers],
  );
}

type Previewed = {
  digest: string | null;
  minor: bigint;
  readonly results: Map<string, AccountOutcome>;
};

function previewOf(frozen: readonly FrozenRow[]): ReadonlyMap<string, Previewed> {
  const byPayer = new Map<string, Previewed>();
  for (const row of frozen) {
    const seen = byPayer.get(row.payer) ?? { digest: null, minor: 0n, results: new Map() };
    byPayer.set(row.payer, seen);
    if (row.preview_result !== null) seen.results.set(row.account, row.preview_result);
    if (row.account === row.payer) {
      seen.digest = row.preview_digest;
      seen.minor = BigInt(row.previewed_minor);
    }
  }
  return byPayer;
}

async function loadPreviousInvoices(
  db: Db,
  payers: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await jsonRows<{ account: string; total: string }>(
    db,
    `SELECT account, sum(total_minor)::text AS total
       FROM (SELECT DISTINCT ON (account) account, run_id FROM document
              WHERE account = ANY ($1::text[]) AND type = 'invoice' AND run_id IS NOT NULL
              ORDER BY account, invoice_on DESC, series_year DESC, series_position DESC) AS last
       JOIN document USING (account, run_id)
      WHERE type = 'invoice' GROUP BY account`,
    [...payers],
  );
  return new Map(rows.map((row) => [row.account, BigInt(row.total)]));
}
