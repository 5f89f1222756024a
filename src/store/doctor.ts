import type {
  DoctorReader,
  LateMessage,
  TroubledJob,
  WorkCounts,
} from "../operations/doctor/doctor-books.ts";
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
    countWork: (now) => countWork(db, now),
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
            failed_at IS NOT NULL AS "gaveUp", again_at IS NOT NULL AS "comesAgain", trouble
       FROM outbox_message
      WHERE delivered_at IS NULL AND rolled_into IS NULL AND forgotten_at IS NULL
        AND (failed_at IS NOT NULL OR coalesce(not_before, queued_at) < $1::timestamptz)
      ORDER BY queued_at LIMIT $2`,
    before.toISOString(),
    limit,
  );
}

/** Workers beat every ten seconds. */
const silentSeconds = 30;

/** Jobs are due by the database's clock, messages and beats by the company's. */
async function countWork(db: Db, now: Date): Promise<WorkCounts> {
  const row = await jsonRow<WorkCounts>(
    db,
    `WITH due AS (
       SELECT coalesce(not_before, queued_at) AS since,
              not_before > $1::timestamptz AS held, failed_at IS NOT NULL AS failed
         FROM outbox_message
        WHERE delivered_at IS NULL AND rolled_into IS NULL AND forgotten_at IS NULL)
     SELECT
       (SELECT coalesce(json_object_agg(state, many ORDER BY state), '{}')
          FROM (SELECT state, count(*)::int AS many FROM bill_run GROUP BY state) AS r) AS runs,
       (SELECT json_build_object(
          'waiting', count(*) FILTER (WHERE locked_at IS NULL AND left_tries AND run_at <= now()),
          'later', count(*) FILTER (WHERE locked_at IS NULL AND left_tries AND run_at > now()),
          'running', count(*) FILTER (WHERE locked_at IS NOT NULL),
          'givenUp', count(*) FILTER (WHERE locked_at IS NULL AND NOT left_tries))
          FROM (SELECT locked_at, run_at, attempts < max_attempts AS left_tries
                  FROM graphile_worker.jobs) AS j) AS jobs,
       (SELECT json_build_object(
          'waiting', count(*) FILTER (WHERE NOT failed AND held IS NOT TRUE),
          'held', count(*) FILTER (WHERE NOT failed AND held),
          'givenUp', count(*) FILTER (WHERE failed)) FROM due) AS messages,
       (SELECT coalesce(greatest(extract(epoch FROM $1::timestamptz - min(since)), 0), 0)::float8
          FROM due WHERE NOT failed AND held IS NOT TRUE) AS "oldestMessageSeconds",
       (SELECT count(*)::int FROM worker_beat
         WHERE beat_at >= $1::timestamptz - make_interval(secs => $2::float8)) AS workers`,
    now.toISOString(),
    silentSeconds,
  );
  if (!row) throw new Error("the database counted nothing");
  return row;
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
