import type { NotifierTrouble } from "../ports.ts";

/** What can't be told for so long is given up, and `doctor` shows it. */
const giveUpAfterMs = 3 * 86_400_000;
/** A try after a failure comes after at most so long, so that what comes back is noticed. */
const longestWaitMs = 300_000;
/** What was given up by no fault of its own is looked at again so often: one call a channel. */
const lookAgainMs = 3_600_000;

/** What comes of a trouble: another try soon, or none before somebody or something helps. */
export type Consequence =
  | { readonly isFinal: false; readonly waitMs: number }
  /** `againAt`: when it is tried again by itself; null where that would not help. */
  | { readonly isFinal: true; readonly againAt: Date | null };

/**
 * What comes of a trouble that began at `since` (an ISO instant, null: now). Where the message is
 * at fault, it alone is given up; where it is the place, or the notifier was out of reach for too
 * long, it is tried again now and then, since that may pass.
 */
export function consequenceOf(
  { retryAfterMs, scope }: NotifierTrouble,
  since: string | null,
  now: Date,
): Consequence {
  if (retryAfterMs === null && scope === "message") return { isFinal: true, againAt: null };
  // Who asks for a pause is there, and will take it afterwards.
  const isHopeless = scope !== "everything" && lastedMs(since, now) > giveUpAfterMs;
  if (retryAfterMs === null || isHopeless) {
    return { isFinal: true, againAt: new Date(now.getTime() + lookAgainMs) };
  }
  return { isFinal: false, waitMs: waitAfter(retryAfterMs, since, now) };
}

/** When to try again what failed: as asked for, and ever later while the trouble goes on. */
function waitAfter(askedMs: number, since: string | null, now: Date): number {
  return Math.max(askedMs, Math.min(lastedMs(since, now), longestWaitMs));
}

function lastedMs(since: string | null, now: Date): number {
  return since === null ? 0 : Math.max(0, now.getTime() - Date.parse(since));
}
