import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import type { Line } from "../invoicing/document.ts";
import type { DraftLine } from "../invoicing/draft-line.ts";
import { readTerms, writeTerms } from "./line-terms.ts";

/** The mark of lines of a catch-up run; marks of prices are numbers or letters. */
export const countedMark = "*";

/**
 * A line as a catch-up run makes it: at nothing and without tax, so that nothing is owed for it
 * here, and under a mark of its own, so that no later change gives back, or bills again, what was
 * settled elsewhere.
 */
export function countedAsBilled(draft: DraftLine): DraftLine {
  const { code, listedMinor } = readTerms(draft.terms);
  return {
    ...draft,
    listedMinor: 0n,
    rates: [],
    terms: writeTerms({ code, mark: countedMark, listedMinor: listedMinor === null ? null : 0n }),
    why: `counts as billed: ${draft.why}`,
  };
}

/** The day after the last on which usage counts as billed; up to it usage isn't rated any more. */
export function usageCountedThrough(billed: readonly Line[]): DayNumber {
  let through = Number.NEGATIVE_INFINITY;
  for (const { kind, terms, to } of billed) {
    if (kind !== "usage" || !terms.includes(` ${countedMark}`)) continue;
    through = Math.max(through, dayNumber(to));
  }
  return through;
}
