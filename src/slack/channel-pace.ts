import { setTimeout as sleep } from "node:timers/promises";

/** Slack takes about one message a second in a channel. Source: Slack, "Rate limits", posting. */
const defaultGapMs = 1_000;

/** Waits its turn, so that a channel gets at most one message in `gapMs`. */
export function createChannelPace(gapMs = defaultGapMs): (channel: string) => Promise<void> {
  const nextMs = new Map<string, number>();
  return async (channel) => {
    const now = performance.now();
    const turn = Math.max(now, nextMs.get(channel) ?? 0);
    nextMs.set(channel, turn + gapMs);
    if (turn > now) await sleep(turn - now);
  };
}
