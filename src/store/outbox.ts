import type { Milestone } from "../operations/bill-runs/milestone.ts";
import { runSubject, type Subject } from "../operations/notifications/card.ts";
import type { News } from "../operations/notifications/news.ts";
import type { NoticeEvent } from "../operations/notifications/notice-events.ts";
import type { NotificationsWriter } from "../operations/notifications/notifications-books.ts";
import type {
  MessageContent,
  NewMessage,
  PendingMessage,
} from "../operations/notifications/outbox-message.ts";
import type { MessagePlace } from "../operations/ports.ts";
import { cardChannel, lineOf } from "./cards.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";
import { type QueuedJob, queueJobs } from "./jobs-queue.ts";
import { uuidV7 } from "./uuid.ts";

/** A message once for its key, with the delivery of its channel. */
export async function queueMessage(db: Db, message: NewMessage): Promise<QueuedJob | null> {
  const heldUntil = message.heldUntil ?? null;
  const added = await execute(
    db,
    `INSERT INTO outbox_message (id, kind, key, channel, thread, data, is_broadcast, is_held,
       not_before)
     VALUES ($1::uuid, $2, $3, $4, $5, $6::jsonb, $7, $8::timestamptz IS NOT NULL, $8::timestamptz)
     ON CONFLICT (key) DO NOTHING`,
    uuidV7(),
    message.kind,
    message.key,
    message.channel,
    message.thread ?? null,
    JSON.stringify(message.data),
    message.broadcast ?? false,
    heldUntil?.toISOString() ?? null,
  );
  // One that is held is found when its time has come, by the company's clock.
  return added === 0 || heldUntil ? null : deliveryJob(message.channel, 0);
}

/** The job that delivers what waits for a channel, in its order. */
export function deliveryJob(channel: string, afterMs: number): QueuedJob {
  const key = `deliver:${channel}`;
  const job = { task: "deliver-messages", key, payload: { channel } } as const;
  return { ...job, delaySeconds: afterMs / 1000, line: lineOf(channel) };
}

/** A moment of a run, for its thread; null for runs without a channel. */
export async function milestoneMessage(
  db: Db,
  milestone: Milestone,
  broadcast: boolean,
): Promise<NewMessage | null> {
  const channel = await cardChannel(db, milestone.runId);
  if (channel === null) return null;
  const key = `${milestone.runId}:${milestone.kind}:${milestone.at}`;
  const thread = runSubject(milestone.runId);
  return { kind: "milestone", data: milestone, key, channel, thread, broadcast };
}

/** The instant of the latest milestone of a kind. */
export async function latestMilestoneAt(
  db: Db,
  runId: string,
  kind: Milestone["kind"],
): Promise<string | null> {
  const row = await jsonRow<{ at: string | null }>(
    db,
    `SELECT max(data->>'at') AS at FROM outbox_message
      WHERE thread = $1 AND kind = 'milestone' AND data->>'kind' = $2`,
    runSubject(runId),
    kind,
  );
  return row?.at ?? null;
}

type PendingRow = {
  readonly id: string;
  readonly key: string;
  readonly kind: MessageContent["kind"];
  readonly data: unknown;
  readonly channel: string;
  readonly thread: Subject | null;
  readonly is_broadcast: boolean;
  readonly is_held: boolean;
  readonly tries: number;
  readonly file_id: string | null;
  readonly trouble_since: string | null;
  readonly rolled: readonly News[];
};

/**
 * What waits for a channel and is due, in its order; what was given up for the channel's sake, too,
 * so that nothing newer overtakes it.
 */
export async function dueMessages(
  db: Db,
  channel: string,
  now: Date,
  limit: number,
): Promise<readonly PendingMessage[]> {
  const rows = await jsonRows<PendingRow>(
    db,
    `SELECT m.id, m.key, m.kind, m.data, m.channel, m.thread, m.is_broadcast, m.is_held, m.tries,
            m.file_id, m.trouble_since,
            (SELECT coalesce(jsonb_agg(r.data ORDER BY r.position), '[]')
               FROM outbox_message r WHERE r.rolled_into = m.id) AS rolled
       FROM outbox_message m
      WHERE m.channel = $1 AND m.delivered_at IS NULL
        AND (m.failed_at IS NULL OR m.again_at IS NOT NULL)
        AND m.rolled_into IS NULL AND (m.not_before IS NULL OR m.not_before <= $2::timestamptz)
      ORDER BY m.position LIMIT $3`,
    channel,
    now.toISOString(),
    limit,
  );
  return rows.map(toPending);
}

function toPending(row: PendingRow): PendingMessage {
  // Written by `queueMessage`, which takes no other pairs of kind and data.
  const content = { kind: row.kind, data: row.data } as MessageContent;
  return {
    ...content,
    id: row.id,
    key: row.key,
    channel: row.channel,
    thread: row.thread,
    isBroadcast: row.is_broadcast,
    inDoubt: row.tries > 0,
    tries: row.tries,
    isHeld: row.is_held,
    troubleSince: row.trouble_since,
    fileId: row.file_id,
    rolled: row.rolled,
  };
}

/** Notes that a delivery may arrive, whatever comes of it, and which others it tells. */
export async function markMessageTried(
  db: Db,
  id: string,
  rolled: readonly string[],
): Promise<void> {
  await db.outboxMessage.updateMany({ where: { id }, data: { tries: { increment: 1 } } });
  if (rolled.length === 0) return;
  await db.outboxMessage.updateMany({
    where: { id: { in: [...rolled] }, rolledInto: null },
    data: { rolledInto: id },
  });
  // What tells of several things belongs to the thread of none.
  await db.outboxMessage.updateMany({ where: { id }, data: { thread: null, isBroadcast: false } });
}

/** Has messages that were not tried yet wait. */
export async function holdMessages(db: Db, ids: readonly string[], until: Date): Promise<void> {
  await db.outboxMessage.updateMany({
    where: { id: { in: [...ids] }, tries: 0, deliveredAt: null },
    data: { isHeld: true, notBefore: until },
  });
}

/** How much news of an event a channel was told since, each in a message of its own. */
export async function countTold(
  db: Db,
  channel: string,
  event: NoticeEvent,
  since: Date,
): Promise<number> {
  const row = await jsonRow<{ many: number }>(
    db,
    `SELECT count(*)::int AS many FROM outbox_message
      WHERE channel = $1 AND kind = 'news' AND data ->> 'event' = $2
        AND delivered_at > $3::timestamptz AND rolled_into IS NULL AND NOT is_held`,
    channel,
    event,
    since.toISOString(),
  );
  return row?.many ?? 0;
}

/** Remembers an uploaded file. */
export async function saveFileId(db: Db, id: string, fileId: string): Promise<void> {
  await db.outboxMessage.updateMany({ where: { id }, data: { fileId } });
}

/** Notes where a message stands, with those that it tells. */
export async function markMessageDelivered(
  db: Db,
  id: string,
  place: MessagePlace | null,
  at: Date,
): Promise<void> {
  await db.outboxMessage.updateMany({
    where: { OR: [{ id }, { rolledInto: id }], deliveredAt: null },
    data: {
      ...{ deliveredAt: at, failedAt: null, againAt: null, forgottenAt: null },
      ...{ trouble: null, troubleSince: null },
      ...{ deliveredChannel: place?.channel ?? null, deliveredTs: place?.ts ?? null },
    },
  });
}

/** Nothing of a thread stands where something could hang on it. */
export async function forgetThread(db: Db, thread: Subject, channel: string): Promise<void> {
  await db.outboxMessage.updateMany({
    where: { thread, channel, deliveredTs: { not: null } },
    data: { deliveredChannel: null, deliveredTs: null },
  });
}

type Trouble = Parameters<NotificationsWriter["markMessageTrouble"]>[1];

/** Notes why a message did not arrive. */
export async function markMessageTrouble(
  db: Db,
  id: string,
  { why, at, isFinal }: Trouble,
): Promise<void> {
  await execute(
    db,
    `UPDATE outbox_message
        SET trouble = $2, trouble_since = coalesce(trouble_since, $3::timestamptz),
            failed_at = CASE WHEN $4 THEN $3::timestamptz END, again_at = NULL
      WHERE (id = $1::uuid OR rolled_into = $1::uuid) AND delivered_at IS NULL
        AND forgotten_at IS NULL`,
    id,
    why,
    at.toISOString(),
    isFinal,
  );
}

/** Queues jobs gathered during a transaction, as its last act. */
export async function flushJobs(db: Db, jobs: readonly (QueuedJob | null)[]): Promise<void> {
  const byKey = new Map(jobs.flatMap((job) => (job ? [[job.key, job] as const] : [])));
  await queueJobs(db, [...byKey.values()]);
}
