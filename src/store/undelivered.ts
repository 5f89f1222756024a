import type { Undelivered } from "../operations/notifications/notifications-books.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";

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
         UNION ALL
         SELECT 'card', channel, subject, trouble_since, trouble, dropped_at IS NOT NULL
           FROM card WHERE trouble IS NOT NULL) AS u
      ORDER BY since, channel, of LIMIT $1`,
    limit,
  );
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
