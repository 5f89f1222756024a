import type { Oracle } from "./oracle.ts";

const endedUntold = `
  SELECT 'BR-' || r.number AS subject FROM bill_run r
   WHERE r.channel IS NOT NULL AND r.ended_at IS NOT NULL AND r.state <> 'canceled'
     AND NOT EXISTS (SELECT FROM outbox_message m
                      WHERE m.thread = 'run:' || r.id AND m.data ->> 'kind' = 'ended')`;

const rolledWithout = `
  SELECT o.key AS subject FROM outbox_message o JOIN outbox_message m ON m.id = o.rolled_into
   WHERE (o.delivered_at IS NULL) <> (m.delivered_at IS NULL)
      OR (o.failed_at IS NULL) <> (m.failed_at IS NULL)`;

const onePostForTwo = `
  SELECT min(key) || ' and ' || max(key) AS subject FROM outbox_message
   WHERE delivered_ts IS NOT NULL AND rolled_into IS NULL
   GROUP BY delivered_channel, delivered_ts HAVING count(*) > 1`;

/** What must hold for what is told. */
export const notificationOracles: readonly Oracle[] = [
  { invariant: "O10", says: "the end of the run is told to nobody", sql: endedUntold },
  {
    invariant: "O10",
    says: "the message ended otherwise than the one telling it",
    sql: rolledWithout,
  },
  { invariant: "O12", says: "one post is taken for two messages", sql: onePostForTwo },
];
