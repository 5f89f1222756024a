import type { AccountOutcome } from "../billing/bill-run/proposal.ts";
import type { AccountResultRow } from "../operations/book-records.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";

/** The result of the phase that went last: the launch's where the run has launched. */
const resultColumns = `
  b.account, a.name, b.payer,
  CASE WHEN r.launched_at IS NULL THEN b.preview_result ELSE b.launch_result END AS result,
  CASE WHEN r.launched_at IS NULL THEN b.preview_reason_code ELSE b.launch_reason_code END
    AS "reasonCode",
  CASE WHEN r.launched_at IS NULL THEN b.preview_reason ELSE b.launch_reason END AS reason
  FROM bill_run_account b
  JOIN bill_run r ON r.id = b.run_id
  JOIN account a ON a.key = b.account`;

/** Accounts of a run that have a result, in order of their keys, after `after`. */
export function listResults(
  db: Db,
  runId: string,
  options: { only?: readonly AccountOutcome[]; after?: string; limit: number },
): Promise<readonly AccountResultRow[]> {
  return jsonRows<AccountResultRow>(
    db,
    `SELECT * FROM (SELECT ${resultColumns} WHERE b.run_id = $1::uuid AND b.account > $2) x
      WHERE result IS NOT NULL AND ($3::text[] IS NULL OR result = ANY ($3::text[]))
      ORDER BY account LIMIT $4`,
    runId,
    options.after ?? "",
    options.only ? [...options.only] : null,
    options.limit,
  );
}

/** One account's result in a run; null where it has none (yet). */
export function findResult(
  db: Db,
  runId: string,
  account: string,
): Promise<AccountResultRow | null> {
  return jsonRow<AccountResultRow>(
    db,
    `SELECT * FROM (SELECT ${resultColumns} WHERE b.run_id = $1::uuid AND b.account = $2) x
      WHERE result IS NOT NULL`,
    runId,
    account,
  );
}
