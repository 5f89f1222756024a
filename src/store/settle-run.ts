import { digestOfRun as digestOfPayers } from "../billing/bill-run/digest.ts";
import type { Phase } from "../operations/book-records.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";

/** The run's digest from what each payer came to in the phase. */
export async function digestOfRun(db: Db, runId: string, phase: Phase): Promise<string> {
  const payers = await jsonRows<{ payer: string; digest: string }>(
    db,
    `SELECT payer, ${phase}_digest AS digest FROM bill_run_account
      WHERE run_id = $1::uuid AND ${phase}_digest IS NOT NULL ORDER BY payer`,
    runId,
  );
  return digestOfPayers(payers);
}

/** Held and parked accounts of a launch, and whether every eligible one has a result. */
export async function settleCounts(
  db: Db,
  runId: string,
): Promise<{ held: number; parked: number; balanced: boolean }> {
  const row = await jsonRow<{ held: number; parked: number; balanced: boolean }>(
    db,
    `SELECT count(*) FILTER (WHERE b.launch_result = 'held')::int AS held,
            count(*) FILTER (WHERE b.launch_result = 'parked')::int AS parked,
            r.eligible = count(b.launch_result) AS balanced
       FROM bill_run r LEFT JOIN bill_run_account b ON b.run_id = r.id
      WHERE r.id = $1::uuid GROUP BY r.id`,
    runId,
  );
  if (!row) throw new Error(`there is no run ${runId}`);
  return row;
}
