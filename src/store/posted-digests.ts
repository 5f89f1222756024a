import { digestOfDocuments, digestOfRun } from "../billing/bill-run/digest.ts";
import type { Line } from "../billing/invoicing/document.ts";
import type { InvariantBreach, PostedDocument } from "../operations/book-records.ts";
import { type Db, jsonRows } from "./database.ts";
import { documentsOfPayers } from "./documents.ts";
import { type LineRow, lineColumns, toLine } from "./line-rows.ts";

type PayerRow = {
  readonly payer: string;
  readonly digest: string;
  /** Whether the payer went through: neither held nor parked nor excluded with all its children. */
  readonly went: boolean;
};

/**
 * Computes the digests of what is posted anew and compares them with what was approved: payer by
 * payer, and for the whole run where nobody was held or parked.
 */
export async function checkPostedDigests(db: Db): Promise<readonly InvariantBreach[]> {
  const runs = await jsonRows<{ id: string; number: number; digest: string; whole: boolean }>(
    db,
    `SELECT r.id, r.number, r.digest, r.state = 'completed' AS whole FROM bill_run r
      WHERE r.launched_at IS NOT NULL ORDER BY r.number`,
  );
  const breaches: InvariantBreach[] = [];
  const add = (message: string) => breaches.push({ invariant: "O2", message });
  for (const run of runs) {
    const digests: { payer: string; digest: string }[] = [];
    for (const { id: chunkId } of await chunksOf(db, run.id)) {
      const payers = await payersOf(db, chunkId);
      for (const { payer, approved, posted } of await compare(db, run.id, payers)) {
        digests.push({ payer, digest: posted });
        if (approved === posted) continue;
        add(`what is posted is not what was approved: BR-${run.number} ${payer}`);
      }
    }
    if (run.whole && digestOfRun(digests) !== run.digest) {
      add(`what is posted is not what was approved: BR-${run.number}`);
    }
  }
  return breaches;
}

function chunksOf(db: Db, runId: string): Promise<readonly { id: string }[]> {
  return jsonRows(
    db,
    `SELECT id FROM bill_run_chunk WHERE run_id = $1::uuid AND launch_done_at IS NOT NULL
      ORDER BY position`,
    runId,
  );
}

function payersOf(db: Db, chunkId: string): Promise<readonly PayerRow[]> {
  return jsonRows<PayerRow>(
    db,
    `SELECT payer, max(preview_digest) FILTER (WHERE account = payer) AS digest,
            bool_or(launch_result IN ('billed', 'nothing-due')) AS went
       FROM bill_run_account WHERE chunk_id = $1::uuid GROUP BY payer ORDER BY payer`,
    chunkId,
  );
}

async function compare(
  db: Db,
  runId: string,
  page: readonly PayerRow[],
): Promise<{ payer: string; approved: string; posted: string }[]> {
  const payers = page.map((row) => row.payer);
  const documents = new Map<string, PostedDocument[]>();
  for (const document of await documentsOfPayers(db, runId, payers)) {
    push(documents, document.account, document);
  }
  const silent = new Map<string, Line[]>();
  for (const { payer, ...row } of await silentLinesOf(db, runId, payers)) {
    push(silent, payer, toLine(row));
  }
  const nothing = digestOfDocuments([], []);
  return page.map(({ payer, digest, went }) => ({
    payer,
    approved: went ? digest : nothing,
    posted: digestOfDocuments(documents.get(payer) ?? [], silent.get(payer) ?? []),
  }));
}

function silentLinesOf(
  db: Db,
  runId: string,
  payers: readonly string[],
): Promise<(LineRow & { readonly payer: string })[]> {
  return jsonRows(
    db,
    `SELECT b.payer, ${lineColumns}
       FROM document_line l JOIN bill_run_account b ON b.run_id = l.run_id AND b.account = l.account
      WHERE l.run_id = $1::uuid AND l.document_id IS NULL AND b.payer = ANY ($2::text[])
      ORDER BY l.subscription, l.from_on, l.charge`,
    runId,
    [...payers],
  );
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
