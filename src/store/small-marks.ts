import type { Db } from "./database.ts";

/** Slack repeats a delivery, and an attacker could, inside five minutes; twice that is kept. */
const replayMemoryMs = 600_000;

/** Remembers a delivery; false if it was seen before. */
export async function claimRequest(db: Db, key: string, at: Date): Promise<boolean> {
  const forgotten = new Date(at.getTime() - replayMemoryMs);
  await db.requestReplay.deleteMany({ where: { seenAt: { lt: forgotten } } });
  const { count } = await db.requestReplay.createMany({
    data: [{ key, seenAt: at }],
    skipDuplicates: true,
  });
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

/** Workers that have not beaten since `before`. */
export async function silentWorkers(db: Db, before: Date): Promise<readonly string[]> {
  const rows = await db.workerBeat.findMany({ where: { beatAt: { lt: before } } });
  return rows.map((row) => row.worker);
}
