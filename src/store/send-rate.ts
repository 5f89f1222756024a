import type { Pace } from "../operations/ports.ts";
import { type Db, execute, jsonRow } from "./database.ts";

/**
 * The turns of the whole app, whatever the channel: Slack takes several hundred messages a minute
 * from one app. Source: Slack, "Rate limits", posting messages.
 */
const appPace: Pace = { gapMs: 200, burst: 25 };

/**
 * A token bucket in one row: `paid_at` is when what was let through so far is paid for, at one
 * message in `gapMs`, and it may lie `burst` gaps ahead. Gives the milliseconds to wait; 0 if the
 * turn was taken.
 */
export async function takeTurn(
  db: Db,
  act: "post" | "edit",
  channel: string,
  pace: Pace,
): Promise<number> {
  const app = `app:${act}`;
  // Without a pace, only a pause is kept.
  if (pace.gapMs === 0) return waitFor(db, app, pace);
  // In the order of their names, so that two who take turns never wait for each other crosswise.
  const lanes = [
    { lane: app, pace: appPace },
    { lane: `channel:${act}:${channel}`, pace },
  ];
  let waitMs = 0;
  for (const { lane, pace: own } of lanes) {
    await lock(db, lane);
    waitMs = Math.max(waitMs, await waitFor(db, lane, own));
  }
  if (waitMs > 0) return waitMs;
  for (const { lane, pace: own } of lanes) {
    await execute(
      db,
      `UPDATE send_rate SET paid_at = greatest(paid_at, clock_timestamp())
                                      + make_interval(secs => $2::float8 / 1000)
        WHERE lane = $1`,
      lane,
      own.gapMs,
    );
  }
  return 0;
}

/** Locks a lane until the transaction ends. */
async function lock(db: Db, lane: string): Promise<void> {
  await execute(
    db,
    `INSERT INTO send_rate (lane, paid_at) VALUES ($1, clock_timestamp()) ON CONFLICT DO NOTHING`,
    lane,
  );
  await execute(db, "SELECT FROM send_rate WHERE lane = $1 FOR UPDATE", lane);
}

/** Milliseconds until the lane's next turn. */
async function waitFor(db: Db, lane: string, pace: Pace): Promise<number> {
  const row = await jsonRow<{ wait: number }>(
    db,
    `SELECT greatest(
        extract(epoch FROM paid_at - clock_timestamp()) * 1000 - $2::float8,
        extract(epoch FROM coalesce(paused_until, clock_timestamp()) - clock_timestamp()) * 1000,
        0)::float8 AS wait
       FROM send_rate WHERE lane = $1`,
    lane,
    // Whoever comes now pays one gap more.
    (pace.burst - 1) * pace.gapMs,
  );
  return Math.ceil(row?.wait ?? 0);
}

/** Nobody's turn in any channel until the pause ends that the notifier asked for. */
export async function pauseTurns(db: Db, act: "post" | "edit", forMs: number): Promise<void> {
  await execute(
    db,
    `INSERT INTO send_rate (lane, paid_at, paused_until)
     VALUES ($1, clock_timestamp(), clock_timestamp() + make_interval(secs => $2::float8 / 1000))
     ON CONFLICT (lane) DO UPDATE
        SET paused_until = greatest(send_rate.paused_until, excluded.paused_until)`,
    `app:${act}`,
    forMs,
  );
}
