import type { Subject } from "../operations/notifications/card.ts";
import type { Undelivered } from "../operations/notifications/notifications-books.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";

type Copy = { readonly subject: Subject; readonly channel: string };

/** What was given up, and what fails for now, the oldest first. */
export function undelivered(db: Db, limit: number): Promise<readonly Undelivered[]> {
  return jsonRows<Undelivered>(
    db,
    `SELECT what, channel, of, to_char(since, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS since, trouble,
            "isGivenUp"
       FROM (
         SELECT 'message' AS what, channel, kind AS of, trouble_since AS since, trouble,
                failed_at IS NOT NULL AS "isGivenUp"
           FROM outbox_message
          WHERE delivered_at IS NULL AND trouble IS NOT NULL AND rolled_into IS NULL
            AND forgotten_at IS NULL
         UNION ALL
         SELECT 'card', channel, subject, trouble_since, trouble, dropped_at IS NOT NULL
           FROM card WHERE trouble IS NOT NULL AND forgotten_at IS NULL) AS u
      ORDER BY since, channel, of LIMIT $1`,
    limit,
  );
}

const givenUp = (channel: string | null) => ({
  forgottenAt: null,
  ...(channel === null ? {} : { channel }),
});

/** Gives what was given up another go; gives the channels and copies of cards to work on. */
export async function reviveUndelivered(
  db: Db,
  channel: string | null,
): Promise<{
  readonly messages: number;
  readonly channels: readonly string[];
  readonly copies: readonly Copy[];
}> {
  const fresh = { trouble: null, troubleSince: null };
  const messages = await db.outboxMessage.updateManyAndReturn({
    where: { failedAt: { not: null }, ...givenUp(channel) },
    data: { ...fresh, failedAt: null },
    select: { channel: true, rolledInto: true },
  });
  const copies = await db.card.updateManyAndReturn({
    where: { droppedAt: { not: null }, ...givenUp(channel) },
    data: { ...fresh, droppedAt: null, posts: 0 },
    select: { subject: true, channel: true },
  });
  return {
    messages: messages.filter(({ rolledInto }) => rolledInto === null).length,
    channels: [...new Set(messages.map((message) => message.channel))].sort(),
    copies: copies as readonly Copy[],
  };
}

/** What was given up is out of sight; gives how many messages and copies of cards. */
export async function forgetUndelivered(
  db: Db,
  channel: string | null,
  at: Date,
): Promise<{ readonly messages: number; readonly cards: number }> {
  const messages = await db.outboxMessage.updateManyAndReturn({
    where: { failedAt: { not: null }, ...givenUp(channel) },
    data: { forgottenAt: at },
    select: { rolledInto: true },
  });
  const cards = await db.card.updateMany({
    where: { droppedAt: { not: null }, ...givenUp(channel) },
    data: { forgottenAt: at },
  });
  return {
    messages: messages.filter(({ rolledInto }) => rolledInto === null).length,
    cards: cards.count,
  };
}

/** Channels with messages that are due, and happenings, that no job is there for. */
export async function strandedMessages(
  db: Db,
  now: Date,
): Promise<{ readonly channels: readonly string[]; readonly happenings: readonly string[] }> {
  const row = await jsonRow<{ channels: string[]; happenings: string[] }>(
    db,
    `SELECT
       (SELECT coalesce(json_agg(channel ORDER BY channel), '[]') FROM (
          SELECT DISTINCT m.channel FROM outbox_message m
           WHERE m.delivered_at IS NULL AND m.failed_at IS NULL AND m.rolled_into IS NULL
             AND (m.not_before IS NULL OR m.not_before <= $1::timestamptz)
             AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
                              WHERE j.key = 'deliver:' || m.channel)
        ) AS c) AS channels,
       (SELECT coalesce(json_agg(h.id ORDER BY h.at, h.id), '[]') FROM happening h
         WHERE h.spread_at IS NULL
           AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'spread:' || h.id)
       ) AS happenings`,
    now.toISOString(),
  );
  return row ?? { channels: [], happenings: [] };
}
