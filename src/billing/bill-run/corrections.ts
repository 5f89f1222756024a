import type { DayNumber } from "../calendar/day-number.ts";
import { localDateOf } from "../calendar/day-number.ts";
import type { Line, LineKind } from "../invoicing/document.ts";

/** Gives the lines of one charge their correction numbers, so that no name is used twice, ever. */
export type Corrections = {
  /**
   * The number of a new line: 0 for the first of its period, one more each time a run repairs it.
   */
  next(periodFrom: DayNumber, from: DayNumber, kind: LineKind): number;
};

/** Where nothing was billed no two lines have one name, and every number is 0. */
const first: Corrections = { next: () => 0 };

/** Numbers that go on from what was billed. */
export function correctionsAfter(billed: readonly Line[]): Corrections {
  if (billed.length === 0) return first;
  const byPeriod = new Map<string, number>();
  const used = new Set<string>();
  for (const line of billed) {
    used.add(`${line.from} ${line.kind} ${line.correction}`);
    const next = line.correction + 1;
    if (next > (byPeriod.get(line.periodFrom) ?? 0)) byPeriod.set(line.periodFrom, next);
  }
  return {
    next(periodFrom, from, kind) {
      let number = byPeriod.get(localDateOf(periodFrom)) ?? 0;
      while (used.has(`${localDateOf(from)} ${kind} ${number}`)) number++;
      used.add(`${localDateOf(from)} ${kind} ${number}`);
      return number;
    },
  };
}
