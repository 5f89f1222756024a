import type { BillRun } from "../billing/bill-run/bill-run.ts";
import { type BillRunMove, moveOf } from "../billing/bill-run/lifecycle.ts";
import { type NewBillRun, RetriedAlready } from "../operations/book-records.ts";
import type { BooksWriter } from "../operations/books.ts";
import { type BillRunRow, billRunColumns, toBillRun } from "./bill-run-rows.ts";
import { type Db, execute, jsonRow } from "./database.ts";
import { findRunById } from "./read-runs.ts";
import { uuidV7 } from "./uuid.ts";

/**
 * Inserts a run in `draft`; the same request key again gives the run that it made first. Throws
 * `RetriedAlready` for a second retry of one run.
 */
export async function insertRun(db: Db, run: NewBillRun): Promise<BillRun> {
  const number = await lockNextNumber(db);
  // After the lock: of two requests at once, the later one finds what the earlier one made.
  const earlier = await findRequested(db, run.requestKey);
  if (earlier) return earlier;
  const id = uuidV7();
  const inserted = await execute(
    db,
    `INSERT INTO bill_run (id, number, name, kind, target_on, invoice_on, as_of_on, selection,
       retry_of, created_by, last_edited_by, channel, request_key, created_at, options)
     VALUES ($1::uuid, $2, $3, $4, $5::date, $6::date, $7::date, $8::jsonb, $9::int, $10::uuid,
       $10::uuid, $11, $12, $13::timestamptz, $14::jsonb)
     ON CONFLICT DO NOTHING`,
    id,
    number,
    run.name,
    run.kind,
    run.terms.targetOn,
    run.terms.invoiceOn,
    run.terms.asOf,
    JSON.stringify(run.terms.select),
    run.retryOf,
    run.createdBy,
    run.channel,
    run.requestKey,
    run.at.toISOString(),
    JSON.stringify(run.terms.options ?? {}),
  );
  if (inserted === 0 && run.retryOf !== null) throw new RetriedAlready(run.retryOf);
  await execute(db, "UPDATE bill_run_series SET next = $1", number + 1);
  const made = await findRunById(db, id);
  if (!made) throw new Error("a new bill run can't be found");
  return made;
}

/** Locked until the transaction ends, so that one that comes to nothing leaves no gap. */
async function lockNextNumber(db: Db): Promise<number> {
  const rows = await db.$queryRawUnsafe<{ next: number }[]>(
    "SELECT next FROM bill_run_series FOR UPDATE",
  );
  if (!rows[0]) throw new Error("the counter of run numbers is gone");
  return rows[0].next;
}

async function findRequested(db: Db, requestKey: string | null): Promise<BillRun | null> {
  if (requestKey === null) return null;
  const sql = `SELECT ${billRunColumns} FROM bill_run r WHERE r.request_key = $1`;
  const row = await jsonRow<BillRunRow>(db, sql, requestKey);
  return row && toBillRun(row);
}

type Patch = Parameters<BooksWriter["moveRun"]>[2];

/** What a move writes besides the state: `$3` the instant, `$4` who, `$5` the digest, `$8` why. */
const patches: Readonly<Record<BillRunMove, string>> = {
  // Who previews again has chosen what is seen, so somebody else approves it.
  preview:
    "digest = NULL, previewed_at = NULL, phase_began_at = $3::timestamptz, " +
    "last_edited_by = coalesce($4::uuid, last_edited_by)",
  "finish-preview": "digest = coalesce($5::text, digest), previewed_at = $3::timestamptz",
  "request-approval": "",
  approve: "",
  reject: "",
  launch: "launched_at = $3::timestamptz, launched_by = $4::uuid",
  pause: "pause_reason = $8::text",
  resume: "pause_reason = NULL, phase_began_at = $3::timestamptz",
  finish: "ended_at = $3::timestamptz",
  "finish-with-exceptions": "ended_at = $3::timestamptz",
  cancel: "ended_at = $3::timestamptz",
  reverse: "",
};

/** Moves a run with one conditional UPDATE; null if it is elsewhere by now. */
export async function moveRun(
  db: Db,
  id: string,
  move: BillRunMove,
  patch: Patch,
): Promise<BillRun | null> {
  const { from, to } = moveOf(move);
  const set = ["state = $2", patches[move]].filter(Boolean).join(", ");
  const moved = await execute(
    db,
    `WITH given AS (SELECT $3::timestamptz, $4::uuid, $5::text, $8::text)
     UPDATE bill_run SET ${set}
      WHERE id = $1::uuid AND state = ANY ($6::text[]) AND ($7::text IS NULL OR digest = $7::text)`,
    id,
    to,
    patch.at.toISOString(),
    patch.by ?? null,
    patch.digest ?? null,
    [...from],
    patch.ifDigest ?? null,
    patch.reason ?? null,
  );
  return moved === 1 ? findRunById(db, id) : null;
}

/**
 * Launches with one conditional UPDATE: approved, for this digest, unexpired, with enough votes by
 * others than its maker and last editor. The same condition guards the table itself.
 */
export async function launchRun(
  db: Db,
  id: string,
  digest: string,
  by: string,
  at: Date,
): Promise<BillRun | null> {
  const launched = await execute(
    db,
    `UPDATE bill_run r
        SET state = 'running', launched_at = $3::timestamptz, launched_by = $4::uuid,
            phase_began_at = $3::timestamptz
      WHERE r.id = $1::uuid AND r.state = 'approved' AND r.digest = $2
        AND launch_is_approved(r, $3::timestamptz)`,
    id,
    digest,
    at.toISOString(),
    by,
  );
  return launched === 1 ? findRunById(db, id) : null;
}
