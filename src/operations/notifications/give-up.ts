/** What can't be told for so long is given up, and `doctor` shows it. */
const giveUpAfterMs = 3 * 86_400_000;
/** A try after a failure comes after at most so long, so that what comes back is noticed. */
const longestWaitMs = 300_000;

/** Whether trouble that began at `since` (an ISO instant, null: now) lasts too long. */
export function isHopeless(since: string | null, now: Date): boolean {
  return since !== null && now.getTime() - Date.parse(since) > giveUpAfterMs;
}

/** When to try again what failed: as asked for, and ever later while the trouble goes on. */
export function waitAfter(askedMs: number, since: string | null, now: Date): number {
  const lastedMs = since === null ? 0 : Math.max(0, now.getTime() - Date.parse(since));
  return Math.max(askedMs, Math.min(lastedMs, longestWaitMs));
}
