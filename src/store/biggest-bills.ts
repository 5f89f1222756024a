import type { BillOfRun } from "../operations/book-records.ts";
import { type Db, jsonRows } from "./database.ts";

/** The biggest bills of a run in one currency, largest first; held ones are none any more. */
export async function biggestBills(
  db: Db,
  runId: string,
  currency: string,
  limit: number,
): Promise<readonly BillOfRun[]> {
  const rows = await jsonRows<Omit<BillOfRun, "invoicedMinor"> & { invoiced: string }>(
    db,
    `SELECT b.account, a.name, b.preview_currency AS currency,
            b.preview_invoiced_minor::text AS invoiced
       FROM bill_run_account b JOIN account a ON a.key = b.account
      WHERE b.run_id = $1::uuid AND b.preview_currency = $2 AND b.preview_invoiced_minor > 0
        AND coalesce(b.launch_result, 'billed') = 'billed'
      ORDER BY b.preview_invoiced_minor DESC, b.account LIMIT $3`,
    runId,
    currency,
    limit,
  );
  return rows.map(({ invoiced, ...row }) => ({ ...row, invoicedMinor: BigInt(invoiced) }));
}
