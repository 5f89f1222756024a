import type { LeasedChunk, PayerOutcome } from "../operations/books.ts";
import { type Db, execute } from "./database.ts";

/** Writes the results, digests, totals and findings of a preview. */
export async function savePreviewResults(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
): Promise<void> {
  await saveResults(db, chunk, outcomes);
  const totals = outcomes.map(totalsOf);
  await execute(
    db,
    `UPDATE bill_run_account b
        SET preview_digest = o.digest, preview_currency = o.currency,
            preview_invoices = o.invoices, preview_credit_memos = o.credit_memos,
            preview_invoiced_minor = o.invoiced, preview_credited_minor = o.credited
       FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bigint[],
                   $8::bigint[])
         AS o (payer, digest, currency, invoices, credit_memos, invoiced, credited)
      WHERE b.run_id = $1::uuid AND b.account = o.payer`,
    chunk.runId,
    outcomes.map((outcome) => outcome.payer),
    outcomes.map((outcome) => outcome.digest),
    totals.map((row) => row.currency),
    totals.map((row) => row.invoices),
    totals.map((row) => row.creditMemos),
    totals.map((row) => row.invoicedMinor.toString()),
    totals.map((row) => row.creditedMinor.toString()),
  );
  await saveFindings(db, chunk, outcomes);
}

/** Writes the results and digests of a launch. */
export async function saveLaunchResults(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
): Promise<void> {
  await saveResults(db, chunk, outcomes);
  await execute(
    db,
    `UPDATE bill_run_account b SET launch_digest = o.digest
       FROM unnest($2::text[], $3::text[]) AS o (payer, digest)
      WHERE b.run_id = $1::uuid AND b.account = o.payer`,
    chunk.runId,
    outcomes.map((outcome) => outcome.payer),
    outcomes.map((outcome) => outcome.digest),
  );
}

async function saveResults(
  db: Db,
  { runId, chunkId, phase }: LeasedChunk,
  outcomes: readonly PayerOutcome[],
): Promise<void> {
  const results = outcomes.flatMap((outcome) => outcome.results);
  const saved = await execute(
    db,
    `UPDATE bill_run_account b
        SET ${phase}_result = o.result, ${phase}_reason_code = o.code, ${phase}_reason = o.reason
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])
         AS o (account, result, code, reason)
      WHERE b.run_id = $1::uuid AND b.chunk_id = $2::uuid AND b.account = o.account`,
    runId,
    chunkId,
    results.map((row) => row.account),
    results.map((row) => row.result),
    results.map((row) => row.reasonCode),
    results.map((row) => row.reason),
  );
  if (saved !== results.length) {
    throw new Error(
      `chunk ${chunkId} has ${saved} of the ${results.length} accounts it answers for`,
    );
  }
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

function totalsOf(outcome: PayerOutcome) {
  let [invoices, creditMemos, invoicedMinor, creditedMinor] = [0, 0, 0n, 0n];
  for (const { document } of outcome.documents) {
    if (document.type === "invoice") {
      invoices++;
      invoicedMinor += document.totalMinor;
    } else {
      creditMemos++;
      creditedMinor += document.totalMinor;
    }
  }
  const currency = outcome.documents[0]?.document.currency ?? null;
  return { currency, invoices, creditMemos, invoicedMinor, creditedMinor };
}
