import type { RunCounts } from "../../billing/bill-run/bill-run.ts";
import { countText } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { waitText } from "../text/day-text.ts";

/** Pieces of the bar. */
const width = 20;
/** Before so many accounts are done, and so many seconds gone, a guess would be noise. */
const guessAfter = { accounts: 20, seconds: 2 };

/**
 * How far a phase is: "▰▰▰▱▱ 61 % · 792 of 1,290 accounts · 12 a second · about 40 s left". Pace
 * and time left follow from what was done since the phase began or was resumed; they are left out
 * where too little is done to tell.
 */
export function progressLine({ counts, progress }: BillRunView, now: Date): string {
  const { done, eligible } = counts;
  const percent = percentDone(counts);
  const full = Math.floor((percent * width) / 100);
  const bar = "▰".repeat(full) + "▱".repeat(width - full);
  const perSecond = pace(progress, now);
  const left = eligible - done;
  const parts = [`${bar} ${percent} %`, `${countText(done)} of ${countText(eligible)} accounts`];
  if (perSecond !== null && left > 0) {
    parts.push(paceText(perSecond), `about ${waitText(left / perSecond)} left`);
  }
  return parts.join(" · ");
}

/** The bar of a phase that stands still, without a guess. */
export function standstillLine(view: BillRunView): string {
  return progressLine({ ...view, progress: { ...view.progress, since: null } }, new Date(0));
}

/** Whole percent, rounded down, so that 100 means all. */
export function percentDone(counts: Pick<RunCounts, "done" | "eligible">): number {
  if (counts.eligible === 0) return 0;
  return Math.min(100, Math.floor((counts.done * 100) / counts.eligible));
}

/** Accounts a second; null where it is too early to tell. */
function pace({ since, done }: BillRunView["progress"], now: Date): number | null {
  if (since === null) return null;
  const gone = (now.getTime() - Date.parse(since)) / 1000;
  return done < guessAfter.accounts || gone < guessAfter.seconds ? null : done / gone;
}

function paceText(perSecond: number): string {
  if (perSecond >= 1) return `${countText(Math.round(perSecond))} a second`;
  return `${countText(Math.max(1, Math.round(perSecond * 60)))} a minute`;
}
