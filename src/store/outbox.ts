import type { Milestone } from "../operations/bill-runs/milestone.ts";
import type { PendingMessage } from "../operations/book-records.ts";
import type { MessagePlace } from "../operations/ports.ts";
import { type Db, execute, jsonRow } from "./database.ts";
import { type QueuedJob, queueJobs } from "./jobs-queue.ts";
import { uuidV7 } from "./uuid.ts";

/** Slack takes about one edit a second; several requests inside this time become one. */
const cardDelaySeconds = 0.7;

/** A message once per run, kind and instant, with its delivery; none for runs without a channel. */
export async function queueMilestone(db: Db, milestone: Milestone): Promise<QueuedJob | null> {
  const id = uuidV7();
  const added = await execute(
    db,
    `INSERT INTO outbox_message (id, run_id, key, milestone)
     SELECT $1::uuid, r.id, $3, $4::jsonb FROM bill_run r
      WHERE r.id = $2::uuid AND r.channel IS NOT NULL
     ON CONFLICT (key) DO NOTHING`,
    id,
    milestone.runId,
    `${milestone.runId}:${milestone.kind}:${milestone.at}`,
    JSON.stringify(milestone),
  );
  if (added === 0) return null;
  const [key, line] = [`message:${id}`, lineOf(milestone.runId)];
  return { task: "deliver-message", key, payload: { id }, delaySeconds: 0, line };
}

/** The instant of the latest milestone of a kind. */
export async function latestMilestoneAt(
  db: Db,
  runId: string,
  kind: Milestone["kind"],
): Promise<string | null> {
  const row = await jsonRow<{ at: string | null }>(
    db,
    `SELECT max(milestone->>'at') AS at FROM outbox_message
      WHERE run_id = $1::uuid AND milestone->>'kind' = $2`,
    runId,
    kind,
  );
  return row?.at ?? null;
}

/** The job that edits a run's card; null for runs without a channel. */
export async function cardJob(db: Db, runId: string): Promise<QueuedJob | null> {
  if ((await cardChannel(db, runId)) === null) return null;
  const job = { task: "run-card", key: `card:${runId}`, payload: { runId } } as const;
  // A message posts a card that is not there yet, so both wait for each other; an edit need not.
  const isThere = (await cardPlace(db, runId)) !== null;
  return { ...job, delaySeconds: cardDelaySeconds, ...(isThere ? {} : { line: lineOf(runId) }) };
}

/** A run's thread tells what happened in its order, and its card is never posted twice at once. */
function lineOf(runId: string): string {
  return `messages:${runId}`;
}

/** A message that is not delivered yet. */
export async function pendingMessage(db: Db, id: string): Promise<PendingMessage | null> {
  const row = await db.outboxMessage.findFirst({
    where: { id, deliveredAt: null },
    include: { run: { select: { channel: true } } },
  });
  if (!row || row.run.channel === null) return null;
  return {
    id: row.id,
    runId: row.runId,
    milestone: row.milestone as Milestone,
    inDoubt: row.tries > 0,
    channel: row.run.channel,
  };
}

/** Notes that a delivery was tried, whatever comes of it. */
export async function markMessageTried(db: Db, id: string): Promise<void> {
  await db.outboxMessage.updateMany({ where: { id }, data: { tries: { increment: 1 } } });
}

/** Notes where the message stands. */
export async function markMessageDelivered(
  db: Db,
  id: string,
  place: MessagePlace,
  at: Date,
): Promise<void> {
  await db.outboxMessage.updateMany({
    where: { id, deliveredAt: null },
    data: { deliveredAt: at, deliveredChannel: place.channel, deliveredTs: place.ts },
  });
}

/** The channel that a run's card belongs to. */
export async function cardChannel(db: Db, runId: string): Promise<string | null> {
  const run = await db.billRun.findUnique({ where: { id: runId }, select: { channel: true } });
  return run?.channel ?? null;
}

/** Where a run's card stands. */
export async function cardPlace(db: Db, runId: string): Promise<MessagePlace | null> {
  const card = await db.runCard.findUnique({ where: { runId } });
  return card && { channel: card.channel, ts: card.ts };
}

/** Remembers where a run's card stands. */
export async function saveCardPlace(db: Db, runId: string, place: MessagePlace): Promise<void> {
  const { channel, ts } = place;
  await db.runCard.upsert({
    where: { runId },
    create: { runId, channel, ts },
    update: { channel, ts },
  });
}

/** Queues jobs gathered during a transaction, as its last act. */
export async function flushJobs(db: Db, jobs: readonly (QueuedJob | null)[]): Promise<void> {
  const byKey = new Map(jobs.flatMap((job) => (job ? [[job.key, job] as const] : [])));
  await queueJobs(db, [...byKey.values()]);
}
