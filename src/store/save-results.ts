import { totalDocuments } from "../billing/invoicing/total-documents.ts";
import type { LeasedChunk, PayerOutcome } from "../operations/book-records.ts";
import { saveSums } from "./chunk-sums.ts";
import { type Db, execute } from "./database.ts";

/** An account's row; what concerns the payer as a whole stands on its own row only. */
type Row = PayerOutcome["results"][number] & { readonly whole: PayerOutcome | null };

/**
 * An account whose payer is another one since it was frozen belongs to nobody's outcome. It has a
 * result all the same: every eligible account has one.
 */
const leftOverSql = {
  preview: `UPDATE bill_run_account
      SET preview_result = 'parked', preview_reason_code = 'payer_changed',
          preview_reason = 'Its payer changed during the preview. Preview the run again.'
    WHERE chunk_id = $1::uuid AND preview_result IS NULL`,
  launch: `UPDATE bill_run_account
      SET launch_result = 'held', launch_reason_code = 'payer_changed',
          launch_reason = 'Its payer changed after the preview.'
    WHERE chunk_id = $1::uuid AND launch_result IS NULL`,
} as const;

/** Writes the results, digests, totals and findings of a preview. */
export async function savePreviewResults(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
): Promise<void> {
  const rows = rowsOf(outcomes);
  const totals = rows.map(({ whole }) => (whole ? totalsOf(whole) : null));
  await execute(
    db,
    `UPDATE bill_run_account b
        SET preview_result = o.result, preview_reason_code = o.code, preview_reason = o.reason,
            preview_digest = o.digest, preview_currency = o.currency,
            preview_invoices = o.invoices, preview_credit_memos = o.credit_memos,
            preview_invoiced_minor = o.invoiced, preview_credited_minor = o.credited,
            preview_previous_minor = o.previous
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                   $8::int[], $9::int[], $10::bigint[], $11::bigint[], $12::bigint[])
         AS o (account, result, code, reason, digest, currency, invoices, credit_memos, invoiced,
               credited, previous)
      WHERE b.chunk_id = $1::uuid AND b.account = o.account`,
    chunk.chunkId,
    ...resultColumns(rows),
    totals.map((row) => row?.currency ?? null),
    totals.map((row) => row?.invoices ?? null),
    totals.map((row) => row?.creditMemos ?? null),
    totals.map((row) => row?.invoicedMinor.toString() ?? null),
    totals.map((row) => row?.creditedMinor.toString() ?? null),
    rows.map(({ whole }) => whole?.previousMinor?.toString() ?? null),
  );
  await execute(db, leftOverSql.preview, chunk.chunkId);
  await saveCounts(db, chunk);
  await saveFindings(db, chunk, outcomes);
  await saveSums(db, chunk, outcomes);
}

/** Writes the results and digests of a launch. */
export async function saveLaunchResults(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
): Promise<void> {
  const rows = rowsOf(outcomes);
  await execute(
    db,
    `UPDATE bill_run_account b
        SET launch_result = o.result, launch_reason_code = o.code, launch_reason = o.reason,
            launch_digest = o.digest
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         AS o (account, result, code, reason, digest)
      WHERE b.chunk_id = $1::uuid AND b.account = o.account`,
    chunk.chunkId,
    ...resultColumns(rows),
  );
  await execute(db, leftOverSql.launch, chunk.chunkId);
  await saveCounts(db, chunk);
}

/** For whoever wants to know how far a run is without looking at every account. */
async function saveCounts(db: Db, { chunkId, phase }: LeasedChunk): Promise<void> {
  await execute(
    db,
    `UPDATE bill_run_chunk SET ${phase}_counts = (
       SELECT jsonb_object_agg(result, many) FROM (
         SELECT ${phase}_result AS result, count(*) AS many FROM bill_run_account
          WHERE chunk_id = $1::uuid GROUP BY ${phase}_result) n)
      WHERE id = $1::uuid`,
    chunkId,
  );
}

function rowsOf(outcomes: readonly PayerOutcome[]): readonly Row[] {
  return outcomes.flatMap((outcome) =>
    outcome.results.map((result): Row => {
      return { ...result, whole: result.account === outcome.payer ? outcome : null };
    }),
  );
}

function resultColumns(rows: readonly Row[]): (string | null)[][] {
  return [
    rows.map((row) => row.account),
    rows.map((row) => row.result),
    rows.map((row) => row.reasonCode),
    rows.map((row) => row.reason),
    rows.map((row) => row.whole?.digest ?? null),
  ];
}

async function saveFindings(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
): Promise<void> {
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  if (findings.length === 0) return;
  await execute(
    db,
    `INSERT INTO bill_run_finding
       (run_id, payer, kind, currency, total_minor, previous_minor, text)
     SELECT $1::uuid, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[],
                                    $6::bigint[], $7::text[])`,
    chunk.runId,
    findings.map((row) => row.payer),
    findings.map((row) => row.kind),
    findings.map((row) => row.currency),
    findings.map((row) => row.totalMinor.toString()),
    findings.map((row) => row.previousMinor?.toString() ?? null),
    findings.map((row) => row.text),
  );
}

const nothing = {
  currency: null,
  invoices: 0,
  creditMemos: 0,
  invoicedMinor: 0n,
  creditedMinor: 0n,
};

/** One row has room for one currency, which is the payer's. */
function totalsOf(outcome: PayerOutcome) {
  const [totals, other] = totalDocuments(outcome.documents.map(({ document }) => document));
  if (other) throw new Error(`payer ${outcome.payer} is billed in two currencies`);
  return totals ?? nothing;
}
