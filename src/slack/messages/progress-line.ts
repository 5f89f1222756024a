import type { RunCounts } from "../../billing/bill-run/bill-run.ts";
import { countText } from "../../billing/money/amount-text.ts";
import { waitText } from "../text/day-text.ts";

/** Pieces of the bar. */
const width = 20;
/** Before so many accounts are done, and so many seconds gone, a guess would be noise. */
const guessAfter = { accounts: 20, seconds: 2 };

/**
 * How far a phase is: "▰▰▰▱▱ 61 % · 792 of 1,290 accounts · about 40 s left". The time left
 * follows from the pace since `startedAt`; it is left out where too little is done to tell.
 */
export function progressLine(counts: RunCounts, startedAt: string | null, now: Date): string {
  const { done, eligible } = counts;
  const percent = percentDone(counts);
  const full = Math.floor((percent * width) / 100);
  const bar = "▰".repeat(full) + "▱".repeat(width - full);
  const left = startedAt === null ? null : secondsLeft(done, eligible, startedAt, now);
  const parts = [
    `${bar} ${percent} %`,
    `${countText(done)} of ${countText(eligible)} accounts`,
    ...(left === null ? [] : [`about ${waitText(left)} left`]),
  ];
  return parts.join(" · ");
}

/** Whole percent, rounded down, so that 100 means all. */
export function percentDone(counts: Pick<RunCounts, "done" | "eligible">): number {
  if (counts.eligible === 0) return 0;
  return Math.min(100, Math.floor((counts.done * 100) / counts.eligible));
}

function secondsLeft(done: number, eligible: number, startedAt: string, now: Date): number | null {
  const gone = (now.getTime() - Date.parse(startedAt)) / 1000;
  if (done < guessAfter.accounts || gone < guessAfter.seconds || done >= eligible) return null;
  return ((eligible - done) * gone) / done;
}
