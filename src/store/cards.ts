import { type CardCopy, type Subject, subjectParts } from "../operations/notifications/card.ts";
import type { NotificationsWriter } from "../operations/notifications/notifications-books.ts";
import type { MessagePlace, ShownCard } from "../operations/ports.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";
import type { QueuedJob } from "./jobs-queue.ts";

/** Slack takes about one edit a second; several requests inside this time become one. */
const cardDelaySeconds = 0.7;

/** Copies of a card: those that stand somewhere and those that are asked for. */
export async function cardJobs(
  db: Db,
  subject: Subject,
  channels: readonly string[],
): Promise<readonly QueuedJob[]> {
  const wanted = [...new Set([...channels, ...(await ownChannels(db, subject))])];
  if (wanted.length > 0) {
    await execute(
      db,
      `INSERT INTO card (subject, channel) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
      subject,
      wanted,
    );
  }
  const copies = await jsonRows<{ channel: string; stands: boolean }>(
    db,
    `SELECT channel, ts IS NOT NULL AS stands FROM card
      WHERE subject = $1 AND dropped_at IS NULL ORDER BY channel`,
    subject,
  );
  return copies.map(({ channel, stands }) => copyJob(subject, channel, stands, cardDelaySeconds));
}

/** The job that works on one copy again. */
export async function copyAgain(
  db: Db,
  subject: Subject,
  channel: string,
  afterMs: number,
): Promise<QueuedJob> {
  const stands = (await findCopy(db, subject, channel))?.place != null;
  return copyJob(subject, channel, stands, afterMs / 1000);
}

function copyJob(
  subject: Subject,
  channel: string,
  stands: boolean,
  delaySeconds: number,
): QueuedJob {
  const key = `card:${subject}:${channel}`;
  const job = { task: "show-card", key, payload: { subject, channel }, delaySeconds } as const;
  // A message posts the card of its thread that is not there yet, so both wait for each other; an
  // edit need not.
  return stands ? job : { ...job, line: lineOf(channel) };
}

/** What is posted into a channel is posted one after the other. */
export function lineOf(channel: string): string {
  return `channel:${channel}`;
}

async function ownChannels(db: Db, subject: Subject): Promise<readonly string[]> {
  const { kind, id } = subjectParts(subject);
  const channel = kind === "run" ? await cardChannel(db, id) : null;
  return channel === null ? [] : [channel];
}

/** The channel that a run's card belongs to. */
export async function cardChannel(db: Db, runId: string): Promise<string | null> {
  const run = await db.billRun.findUnique({ where: { id: runId }, select: { channel: true } });
  return run?.channel ?? null;
}

/** A copy of a card; null where none was asked for, or it was given up for good. */
export async function findCopy(
  db: Db,
  subject: Subject,
  channel: string,
): Promise<CardCopy | null> {
  const row = await db.card.findUnique({ where: { subject_channel: { subject, channel } } });
  if (!row || (row.droppedAt !== null && row.againAt === null)) return null;
  const { postedChannel, ts, contentHash, posts, inDoubt, troubleSince } = row;
  const place = postedChannel === null || ts === null ? null : { channel: postedChannel, ts };
  return {
    ...{ subject, channel, place, contentHash, posts, inDoubt },
    troubleSince: troubleSince?.toISOString() ?? null,
  };
}

/** Where a subject's thread begins in a channel: its card, or what was said of it first. */
export async function threadPlace(
  db: Db,
  subject: Subject,
  channel: string,
): Promise<MessagePlace | null> {
  return jsonRow<MessagePlace>(
    db,
    `SELECT channel, ts FROM (
       SELECT posted_channel AS channel, ts, 0::bigint AS rank FROM card
        WHERE subject = $1 AND channel = $2 AND ts IS NOT NULL
       UNION ALL
       SELECT delivered_channel, delivered_ts, position FROM outbox_message
        WHERE thread = $1 AND channel = $2 AND delivered_ts IS NOT NULL AND rolled_into IS NULL
     ) AS t ORDER BY rank LIMIT 1`,
    subject,
    channel,
  );
}

/** Notes that a post of the copy may arrive. */
export async function markCopyTried(db: Db, subject: Subject, channel: string): Promise<void> {
  await db.card.updateMany({ where: { subject, channel }, data: { inDoubt: true } });
}

/** Remembers where a copy stands and what it shows. */
export async function saveCopy(
  db: Db,
  subject: Subject,
  channel: string,
  { place, contentHash }: ShownCard,
  at: Date,
): Promise<void> {
  await execute(
    db,
    `INSERT INTO card (subject, channel, posted_channel, ts, content_hash, posts, updated_at)
     VALUES ($1, $2, $3, $4, $5, 1, $6::timestamptz)
     ON CONFLICT (subject, channel) DO UPDATE SET posted_channel = excluded.posted_channel,
       posts = card.posts + CASE WHEN card.ts IS DISTINCT FROM excluded.ts THEN 1 ELSE 0 END,
       ts = excluded.ts, content_hash = excluded.content_hash, in_doubt = false, trouble = NULL,
       trouble_since = NULL, dropped_at = NULL, again_at = NULL, forgotten_at = NULL,
       updated_at = excluded.updated_at`,
    subject,
    channel,
    place.channel,
    place.ts,
    contentHash,
    at.toISOString(),
  );
}

/** The message of a copy is gone. */
export async function forgetCopyPlace(db: Db, subject: Subject, channel: string): Promise<void> {
  await db.card.updateMany({
    where: { subject, channel },
    data: { postedChannel: null, ts: null, contentHash: null },
  });
}

type Trouble = Parameters<NotificationsWriter["markCopyTrouble"]>[2];

/** Notes why a copy is not up to date. */
export async function markCopyTrouble(
  db: Db,
  subject: Subject,
  channel: string,
  { why, at, isFinal, againAt }: Trouble,
): Promise<void> {
  await execute(
    db,
    `UPDATE card SET trouble = $3, trouble_since = coalesce(trouble_since, $4::timestamptz),
            dropped_at = CASE WHEN $5 THEN $4::timestamptz END, again_at = $6::timestamptz
      WHERE subject = $1 AND channel = $2 AND forgotten_at IS NULL`,
    subject,
    channel,
    why,
    at.toISOString(),
    isFinal,
    againAt?.toISOString() ?? null,
  );
}
