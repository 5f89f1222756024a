import type { Subject } from "../operations/notifications/card.ts";
import type { Happening, HappeningData } from "../operations/notifications/news.ts";
import { isNoticeEvent, type NoticeEvent } from "../operations/notifications/notice-events.ts";
import type { Digest, Subscription } from "../operations/notifications/subscription.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";
import type { ChannelSubscription } from "./generated/client.ts";
import type { QueuedJob } from "./jobs-queue.ts";
import { uuidV7 } from "./uuid.ts";

/** What every channel hears of. */
export async function listSubscriptions(db: Db): Promise<readonly Subscription[]> {
  const rows = await db.channelSubscription.findMany({ orderBy: { channel: "asc" } });
  return rows.map(toSubscription);
}

/** The subscription of a channel, locked. */
export async function lockSubscription(db: Db, channel: string): Promise<Subscription | null> {
  // Two who set it for the first time at once are one behind the other, too.
  await execute(
    db,
    "SELECT pg_advisory_xact_lock(hashtext('subscription'), hashtext($1))",
    channel,
  );
  const row = await db.channelSubscription.findUnique({ where: { channel } });
  return row && toSubscription(row);
}

function toSubscription(row: ChannelSubscription): Subscription {
  const { channel, segments, currencies, digestHour, quietFrom, quietTo, timeZone } = row;
  return {
    ...{ channel, segments, currencies, digestHour, timeZone },
    // An event that this version does not know is told to nobody.
    events: row.events.filter(isNoticeEvent),
    minimum: row.minimum?.toFixed() ?? null,
    digest: row.digest as Digest,
    quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
  };
}

/** Writes what a channel hears of. */
export async function saveSubscription(
  db: Db,
  { channel, quiet, ...rest }: Subscription,
  by: string,
  at: Date,
): Promise<void> {
  const row = {
    ...{ minimum: rest.minimum, digest: rest.digest, digestHour: rest.digestHour },
    ...{ events: [...rest.events], segments: [...rest.segments] },
    ...{ currencies: [...rest.currencies], timeZone: rest.timeZone, setBy: by, setAt: at },
    ...{ quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null },
  };
  await db.channelSubscription.upsert({
    where: { channel },
    create: { channel, ...row },
    update: row,
  });
}

/** A channel hears of nothing any more, not even of what waited for its digest or its morning. */
export async function removeSubscription(db: Db, channel: string): Promise<void> {
  await db.outboxMessage.deleteMany({
    where: { channel, kind: "news", isHeld: true, deliveredAt: null, tries: 0, rolledInto: null },
  });
  await db.channelSubscription.deleteMany({ where: { channel } });
}

/** Something that happened, once for its key, with the job that spreads it. */
export async function queueHappening(
  db: Db,
  happening: Omit<Happening, "id">,
): Promise<QueuedJob | null> {
  const id = uuidV7();
  const added = await execute(
    db,
    `INSERT INTO happening (id, key, event, subject, data, at)
     VALUES ($1::uuid, $2, $3, $4, $5::jsonb, $6::timestamptz) ON CONFLICT (key) DO NOTHING`,
    id,
    happening.key,
    happening.event,
    happening.subject,
    JSON.stringify(happening.data),
    happening.at,
  );
  return added === 0 ? null : spreadingJob(id);
}

/** The job that spreads a happening. */
export function spreadingJob(id: string): QueuedJob {
  return { task: "spread-happening", key: `spread:${id}`, payload: { id }, delaySeconds: 0 };
}

/** A happening that is not spread yet. */
export async function waitingHappening(db: Db, id: string): Promise<Happening | null> {
  const row = await db.happening.findFirst({ where: { id, spreadAt: null } });
  if (!row || !isNoticeEvent(row.event)) return null;
  return {
    ...{ id, key: row.key, event: row.event, at: row.at.toISOString() },
    subject: row.subject as Subject,
    data: row.data as HappeningData,
  };
}

/** Notes that a happening is spread; false if it was. */
export async function markSpread(db: Db, id: string, at: Date): Promise<boolean> {
  const { count } = await db.happening.updateMany({
    where: { id, spreadAt: null },
    data: { spreadAt: at },
  });
  return count === 1;
}

/** Keys that no happening has. */
export async function untold(db: Db, keys: readonly string[]): Promise<readonly string[]> {
  const told = await db.happening.findMany({
    where: { key: { in: [...keys] } },
    select: { key: true },
  });
  return keys.filter((key) => !told.some((row) => row.key === key));
}

/** The last subject before this one, of its kind, that an event was told of. */
export async function lastToldBefore(
  db: Db,
  event: NoticeEvent,
  subject: Subject,
): Promise<Subject | null> {
  const row = await jsonRow<{ subject: Subject | null }>(
    db,
    `SELECT max(subject) AS subject FROM happening
      WHERE event = $1 AND subject < $2 AND split_part(subject, ':', 1) = split_part($2, ':', 1)`,
    event,
    subject,
  );
  return row?.subject ?? null;
}

/** Segments of the accounts that a run bills, by its launch once it has one, else its preview. */
export async function segmentsOfRun(db: Db, runId: string): Promise<readonly string[]> {
  const rows = await jsonRows<{ segment: string }>(
    db,
    `SELECT DISTINCT a.segment FROM bill_run_account b JOIN account a ON a.key = b.account
      WHERE b.run_id = $1::uuid AND a.segment IS NOT NULL
        AND coalesce(b.launch_result, b.preview_result) NOT IN ('excluded', 'nothing-due')
      ORDER BY a.segment`,
    runId,
  );
  return rows.map(({ segment }) => segment);
}
