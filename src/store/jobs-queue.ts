import { type Db, execute } from "./database.ts";

/** A job as the queue takes it. Two with one key are one job. */
export type QueuedJob = {
  readonly task:
    | "preview-chunk"
    | "launch-chunk"
    | "reverse-chunk"
    | "show-card"
    | "deliver-messages"
    | "spread-happening"
    | "follow-schedule";
  readonly key: string;
  readonly payload: Readonly<Record<string, string>>;
  /** Several requests inside so many seconds become one job. */
  readonly delaySeconds: number;
  /** Jobs of one line run one after the other, in the order in which they were queued. */
  readonly line?: string;
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
  const sorted = [...jobs].sort((a, b) => compare(a.key, b.key));
  await execute(
    db,
    `SELECT graphile_worker.add_job(task, payload::json, job_key := key, queue_name := line,
              run_at := now() + make_interval(secs => delay), max_attempts := ${maxAttempts},
              job_key_mode := 'preserve_run_at')
       FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::text[])
         AS job (task, key, payload, delay, line)`,
    sorted.map((job) => job.task),
    sorted.map((job) => job.key),
    sorted.map((job) => JSON.stringify(job.payload)),
    sorted.map((job) => job.delaySeconds),
    sorted.map((job) => job.line ?? null),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
