import { setTimeout as sleep } from "node:timers/promises";

/**
 * Slack takes about one message a second in a channel, and short bursts above it.
 * Source: Slack, "Rate limits", posting messages.
 */
const defaultGapMs = 1_000;
/** Messages of a burst: what one click sets off (card, milestone, and the next one's). */
const defaultBurst = 3;

/**
 * Waits its turn, so that a channel gets one message in `gapMs` on average, and at most `burst` at
 * once. Given a key: posts and edits of a channel have limits of their own at Slack.
 */
export function createChannelPace(
  gapMs = defaultGapMs,
  burst = defaultBurst,
): (key: string) => Promise<void> {
  /** When the messages let through so far are paid for, by key. */
  const paidAtMs = new Map<string, number>();
  return async (key) => {
    const now = performance.now();
    const paidAt = Math.max(now, paidAtMs.get(key) ?? 0) + gapMs;
    paidAtMs.set(key, paidAt);
    const waitMs = paidAt - now - burst * gapMs;
    if (waitMs > 0) await sleep(waitMs);
  };
}
