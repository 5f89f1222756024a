import type { BillRun } from "../billing/bill-run/bill-run.ts";
import type { BillRunSummary } from "../operations/book-records.ts";
import { type BillRunRow, billRunColumns, toBillRun } from "./bill-run-rows.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";
import { totalsOfRuns } from "./run-totals.ts";

/** The run "BR-`number`". */
export async function findRun(db: Db, number: number): Promise<BillRun | null> {
  const sql = `SELECT ${billRunColumns} FROM bill_run r WHERE r.number = $1`;
  const row = await jsonRow<BillRunRow>(db, sql, number);
  return row && toBillRun(row);
}

/** The run with an id. */
export async function findRunById(db: Db, id: string): Promise<BillRun | null> {
  const sql = `SELECT ${billRunColumns} FROM bill_run r WHERE r.id = $1::uuid`;
  const row = await jsonRow<BillRunRow>(db, sql, id);
  return row && toBillRun(row);
}

/** The newest runs with their totals. */
export async function listRuns(db: Db, limit: number): Promise<readonly BillRunSummary[]> {
  const sql = `SELECT ${billRunColumns} FROM bill_run r ORDER BY r.number DESC LIMIT $1`;
  const rows = await jsonRows<BillRunRow>(db, sql, limit);
  const totals = await totalsOfRuns(db, rows);
  return rows.map((row) => ({ run: toBillRun(row), totals: totals.get(row.id) ?? [] }));
}
