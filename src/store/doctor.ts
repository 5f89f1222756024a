import type { DoctorReader, LateMessage, TroubledJob } from "../operations/doctor/doctor-books.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";
import { refuseDatabase } from "./guards.ts";

/** A job that failed so often hardly helps itself; the first tries come within a minute. */
const manyTries = 5;

/** Looks at how the database and its queue are. */
export function doctorReader(db: Db): DoctorReader {
  return {
    databaseProblem: () => refuseDatabase(db),
    clockAheadMs: () => clockAheadMs(db),
    troubledJobs: (limit) => troubledJobs(db, limit),
    async countWaitingJobs(seconds) {
      const sql = `SELECT count(*)::int AS many FROM graphile_worker.jobs
                    WHERE locked_at IS NULL AND attempts < max_attempts
                      AND run_at < now() - make_interval(secs => $1::float8)`;
      return (await jsonRow<{ many: number }>(db, sql, seconds))?.many ?? 0;
    },
    async countWorkers(since) {
      const sql = "SELECT count(*)::int AS many FROM worker_beat WHERE beat_at >= $1::timestamptz";
      return (await jsonRow<{ many: number }>(db, sql, since.toISOString()))?.many ?? 0;
    },
    lateMessages: (before, limit) => lateMessages(db, before, limit),
    channelsInUse: (since) => channelsInUse(db, since),
  };
}

/** The database read its clock somewhere between the question and the answer: take the middle. */
async function clockAheadMs(db: Db): Promise<number> {
  const asked = Date.now();
  const row = await jsonRow<{ ms: number }>(
    db,
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms",
  );
  const middle = (asked + Date.now()) / 2;
  return Math.round(middle - (row?.ms ?? middle));
}

function troubledJobs(db: Db, limit: number): Promise<readonly TroubledJob[]> {
  return jsonRows<TroubledJob>(
    db,
    `SELECT task_identifier AS task, attempts AS tries, attempts >= max_attempts AS "gaveUp",
            coalesce(last_error, '') AS error
       FROM graphile_worker.jobs
      WHERE last_error IS NOT NULL AND (attempts >= max_attempts OR attempts >= $2)
      ORDER BY attempts >= max_attempts DESC, attempts DESC, id LIMIT $1`,
    limit,
    manyTries,
  );
}

function lateMessages(db: Db, before: Date, limit: number): Promise<readonly LateMessage[]> {
  return jsonRows<LateMessage>(
    db,
    `SELECT channel, to_char(queued_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "queuedAt",
            failed_at IS NOT NULL AS "gaveUp", trouble
       FROM outbox_message
      WHERE delivered_at IS NULL AND rolled_into IS NULL AND forgotten_at IS NULL
        AND (failed_at IS NOT NULL OR coalesce(not_before, queued_at) < $1::timestamptz)
      ORDER BY queued_at LIMIT $2`,
    before.toISOString(),
    limit,
  );
}

async function channelsInUse(db: Db, since: Date): Promise<readonly string[]> {
  const rows = await jsonRows<{ channel: string }>(
    db,
    `SELECT DISTINCT channel FROM bill_run
      WHERE channel IS NOT NULL AND created_at >= $1::timestamptz
     UNION SELECT channel FROM schedule WHERE channel IS NOT NULL AND removed_at IS NULL
     UNION SELECT channel FROM channel_subscription
     ORDER BY channel`,
    since.toISOString(),
  );
  return rows.map((row) => row.channel);
}
