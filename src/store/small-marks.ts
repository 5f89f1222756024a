import { type Db, execute, jsonRows } from "./database.ts";

/** Slack repeats a delivery, and an attacker could, inside five minutes; twice that is kept. */
const replayMemoryMs = 600_000;

/** So many deliveries are remembered between two times that old ones are forgotten. */
const forgetEach = 100;
let sinceForgotten = forgetEach;

/**
 * Remembers a delivery; false if it was seen before. A person waits for it, and a database that is
 * busy with a run flushes slowly, so nobody waits for that: what a crash of the database forgets
 * are replays of its last half second, and every operation stands being done twice.
 */
export async function claimRequest(db: Db, key: string, at: Date): Promise<boolean> {
  sinceForgotten += 1;
  if (sinceForgotten > forgetEach) {
    sinceForgotten = 0;
    const forgotten = new Date(at.getTime() - replayMemoryMs);
    await db.requestReplay.deleteMany({ where: { seenAt: { lt: forgotten } } });
  }
  const count = await execute(
    db,
    `WITH hurry AS (SELECT set_config('synchronous_commit', 'off', true))
     INSERT INTO request_replay (key, seen_at)
     SELECT $1, $2::timestamptz FROM hurry
     ON CONFLICT (key) DO NOTHING`,
    key,
    at.toISOString(),
  );
  return count === 1;
}

/** Notes that queue workers are alive. */
export async function beat(db: Db, workers: readonly string[], at: Date): Promise<void> {
  for (const worker of workers) {
    await db.workerBeat.upsert({
      where: { worker },
      create: { worker, beatAt: at },
      update: { beatAt: at },
    });
  }
}

/** Forgets workers whose jobs were given to others. */
export async function forgetWorkers(db: Db, workers: readonly string[]): Promise<void> {
  await db.workerBeat.deleteMany({ where: { worker: { in: [...workers] } } });
}

/**
 * Workers whose last beat lies outside `before` to `after`, and those that took jobs before
 * `before` and died without a single beat.
 */
export async function silentWorkers(db: Db, before: Date, after: Date): Promise<readonly string[]> {
  const rows = await jsonRows<{ worker: string }>(
    db,
    `SELECT worker FROM worker_beat
      WHERE beat_at < $1::timestamptz OR beat_at > $2::timestamptz
     UNION
     SELECT locked_by FROM graphile_worker.jobs j
      WHERE locked_at < $1::timestamptz
        AND NOT EXISTS (SELECT FROM worker_beat b WHERE b.worker = j.locked_by)`,
    before.toISOString(),
    after.toISOString(),
  );
  return rows.map((row) => row.worker);
}
