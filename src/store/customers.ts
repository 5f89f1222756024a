import type { AccountRunResult, CustomersReader } from "../operations/customers/customers-books.ts";
import { type Db, jsonRows } from "./database.ts";

/** Looking single customers and documents up. */
export function customersReader(db: Db): CustomersReader {
  return {
    runsOfAccount: (account, limit) =>
      jsonRows<AccountRunResult>(
        db,
        `SELECT r.number, r.name, r.state,
                CASE WHEN r.launched_at IS NULL THEN b.preview_result ELSE b.launch_result END
                  AS result,
                CASE WHEN r.launched_at IS NULL THEN b.preview_reason ELSE b.launch_reason END
                  AS reason
           FROM bill_run r JOIN bill_run_account b ON b.run_id = r.id AND b.account = $1
          WHERE r.state <> 'canceled' ORDER BY r.number DESC LIMIT $2`,
        account,
        limit,
      ),
    nearNumbers: (digits, limit) => nearNumbers(db, digits, limit),
  };
}

/** Zeros before a number's digits are not typed by everybody. */
async function nearNumbers(db: Db, digits: string, limit: number): Promise<readonly string[]> {
  const rows = await jsonRows<{ number: string }>(
    db,
    `SELECT number FROM document WHERE series_position = $1::bigint
      ORDER BY posted_at DESC, number DESC LIMIT $2`,
    digits === "" ? 0 : digits,
    limit,
  );
  if (rows.length > 0) return rows.map((row) => row.number);
  const latest = await jsonRows<{ number: string }>(
    db,
    "SELECT number FROM document ORDER BY posted_at DESC, number DESC LIMIT $1",
    limit,
  );
  return latest.map((row) => row.number);
}
