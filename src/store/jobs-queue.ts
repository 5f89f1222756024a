import { type Db, execute } from "./database.ts";

/** A job as the queue takes it. Two with one key are one job. */
export type QueuedJob = {
  readonly task: "preview-chunk" | "launch-chunk" | "run-card" | "deliver-message";
  readonly key: string;
  readonly payload: Readonly<Record<string, string>>;
  /** Several requests inside so many seconds become one job. */
  readonly delaySeconds: number;
};

/** Tries of one job before the queue gives it up; with its growing pauses, about three days. */
const maxAttempts = 25;

/**
 * Queues jobs in the transaction that makes them necessary. A job that waits under the same key
 * keeps its time: a card that is edited over and over must still appear.
 */
export async function queueJobs(db: Db, jobs: readonly QueuedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  // In order of their keys, so that two transactions never wait for each other crosswise.
  const sorted = [...jobs].sort((a, b) => (a.key < b.key ? -1 : 1));
  await execute(
    db,
    `SELECT graphile_worker.add_job(task, payload::json, job_key := key,
              run_at := now() + make_interval(secs => delay), max_attempts := ${maxAttempts},
              job_key_mode := 'preserve_run_at')
       FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[])
         AS job (task, key, payload, delay)`,
    sorted.map((job) => job.task),
    sorted.map((job) => job.key),
    sorted.map((job) => JSON.stringify(job.payload)),
    sorted.map((job) => job.delaySeconds),
  );
}
