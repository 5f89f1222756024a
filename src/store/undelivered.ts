import type { Subject } from "../operations/notifications/card.ts";
import type {
  NotificationsWriter,
  Stranded,
  Undelivered,
} from "../operations/notifications/notifications-books.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";

type Copy = { readonly subject: Subject; readonly channel: string };

/** What was given up and has a job to get: how many messages, their channels, copies of cards. */
export type GivenUp = {
  readonly messages: number;
  readonly channels: readonly string[];
  readonly copies: readonly Copy[];
};

/** What was given up, and what fails for now, the oldest first. */
export function undelivered(db: Db, limit: number): Promise<readonly Undelivered[]> {
  return jsonRows<Undelivered>(
    db,
    `SELECT what, channel, of, to_char(since, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS since, trouble,
            "isGivenUp", "comesAgain"
       FROM (
         SELECT 'message' AS what, channel, kind AS of, trouble_since AS since, trouble,
                failed_at IS NOT NULL AS "isGivenUp", again_at IS NOT NULL AS "comesAgain"
           FROM outbox_message
          WHERE delivered_at IS NULL AND trouble IS NOT NULL AND rolled_into IS NULL
            AND forgotten_at IS NULL
         UNION ALL
         SELECT 'card', channel, subject, trouble_since, trouble, dropped_at IS NOT NULL,
                again_at IS NOT NULL
           FROM card WHERE trouble IS NOT NULL AND forgotten_at IS NULL) AS u
      ORDER BY since, channel, of LIMIT $1`,
    limit,
  );
}

const givenUp = (channel: string | null) => ({
  forgottenAt: null,
  ...(channel === null ? {} : { channel }),
});

type Closed = Parameters<NotificationsWriter["giveUpChannel"]>[1];

/** What waits behind a message that its channel did not take would come to the same. */
export async function giveUpChannel(
  db: Db,
  channel: string,
  { why, at, againAt }: Closed,
): Promise<void> {
  await execute(
    db,
    `UPDATE outbox_message
        SET trouble = $2, trouble_since = coalesce(trouble_since, $3::timestamptz),
            failed_at = $3::timestamptz, again_at = $4::timestamptz
      WHERE channel = $1 AND delivered_at IS NULL AND forgotten_at IS NULL
        AND (failed_at IS NULL OR again_at IS NOT NULL)
        AND (not_before IS NULL OR not_before <= $3::timestamptz)`,
    channel,
    why,
    at.toISOString(),
    againAt.toISOString(),
  );
}

const fresh = { trouble: null, troubleSince: null, againAt: null };

/** Gives all messages that were given up another go, in one channel or (null) in all. */
async function reviveMessages(db: Db, channel: string | null): Promise<Omit<GivenUp, "copies">> {
  const messages = await db.outboxMessage.updateManyAndReturn({
    where: { failedAt: { not: null }, ...givenUp(channel) },
    data: { ...fresh, failedAt: null },
    select: { channel: true, rolledInto: true },
  });
  return {
    messages: messages.filter(({ rolledInto }) => rolledInto === null).length,
    channels: [...new Set(messages.map((message) => message.channel))].sort(),
  };
}

/**
 * Gives what was given up in a channel another go. A card that was deleted twice stays away: that
 * says nothing of the channel.
 */
export async function reviveChannel(db: Db, channel: string): Promise<GivenUp> {
  const copies = await db.card.updateManyAndReturn({
    where: { channel, againAt: { not: null } },
    data: { ...fresh, droppedAt: null },
    select: { subject: true, channel: true },
  });
  return { ...(await reviveMessages(db, channel)), copies: copies as readonly Copy[] };
}

/** Channels of an installation in which something was given up for the channel's sake. */
export async function givenUpOfInstall(db: Db, key: string): Promise<readonly string[]> {
  const rows = await jsonRows<{ channel: string }>(
    db,
    `SELECT id AS channel FROM slack_channel c WHERE installation = $1
        AND (EXISTS (SELECT FROM outbox_message m WHERE m.channel = c.id AND m.again_at IS NOT NULL)
          OR EXISTS (SELECT FROM card k WHERE k.channel = c.id AND k.again_at IS NOT NULL))
      ORDER BY id`,
    key,
  );
  return rows.map(({ channel }) => channel);
}

/** Gives what was given up another go; gives the channels and copies of cards to work on. */
export async function reviveUndelivered(db: Db, channel: string | null): Promise<GivenUp> {
  const copies = await db.card.updateManyAndReturn({
    where: { droppedAt: { not: null }, ...givenUp(channel) },
    data: { ...fresh, droppedAt: null, posts: 0 },
    select: { subject: true, channel: true },
  });
  return { ...(await reviveMessages(db, channel)), copies: copies as readonly Copy[] };
}

/** What was given up is out of sight; gives how many messages and copies of cards. */
export async function forgetUndelivered(
  db: Db,
  channel: string | null,
  at: Date,
): Promise<{ readonly messages: number; readonly cards: number }> {
  const messages = await db.outboxMessage.updateManyAndReturn({
    where: { failedAt: { not: null }, ...givenUp(channel) },
    data: { forgottenAt: at, againAt: null },
    select: { rolledInto: true },
  });
  const cards = await db.card.updateMany({
    where: { droppedAt: { not: null }, ...givenUp(channel) },
    data: { forgottenAt: at, againAt: null },
  });
  return {
    messages: messages.filter(({ rolledInto }) => rolledInto === null).length,
    cards: cards.count,
  };
}

/** What is due, or comes again after it was given up, and has no job. */
export async function stranded(db: Db, now: Date): Promise<Stranded> {
  const row = await jsonRow<Stranded>(
    db,
    `SELECT
       (SELECT coalesce(json_agg(channel ORDER BY channel), '[]') FROM (
          SELECT DISTINCT m.channel FROM outbox_message m
           WHERE m.delivered_at IS NULL AND (m.failed_at IS NULL OR m.again_at <= $1::timestamptz)
             AND m.rolled_into IS NULL AND (m.not_before IS NULL OR m.not_before <= $1::timestamptz)
             AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
                              WHERE j.key = 'deliver:' || m.channel)
        ) AS c) AS channels,
       (SELECT coalesce(json_agg(json_build_object('subject', c.subject, 'channel', c.channel)
                                 ORDER BY c.subject, c.channel), '[]') FROM card c
         WHERE c.again_at <= $1::timestamptz
           AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
                            WHERE j.key = 'card:' || c.subject || ':' || c.channel)) AS copies,
       (SELECT coalesce(json_agg(h.id ORDER BY h.at, h.id), '[]') FROM happening h
         WHERE h.spread_at IS NULL
           AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'spread:' || h.id)
       ) AS happenings`,
    now.toISOString(),
  );
  return row ?? { channels: [], copies: [], happenings: [] };
}
