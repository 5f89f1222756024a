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
  let lastOn = "";
  for (const { from, periodFrom } of billed) {
    if (from > lastOn) lastOn = from;
    if (periodFrom > lastOn) lastOn = periodFrom;
  }
  let index: Index | null = null;
  return {
    next(periodFrom, from, kind) {
      // Days after all that was billed are billed for the first time, and once.
      const [period, on] = [localDateOf(periodFrom), localDateOf(from)];
      if (period > lastOn && on > lastOn) return 0;
      index ??= indexOf(billed);
      let number = index.byPeriod.get(period) ?? 0;
      while (index.used.has(`${on} ${kind} ${number}`)) number++;
      index.used.add(`${on} ${kind} ${number}`);
      return number;
    },
  };
}

/** The next number of each period, and the names in use. */
type Index = { readonly byPeriod: Map<string, number>; readonly used: Set<string> };

function indexOf(billed: readonly Line[]): Index {
  const byPeriod = new Map<string, number>();
  const used = new Set<string>();
  for (const line of billed) {
    used.add(`${line.from} ${line.kind} ${line.correction}`);
    const next = line.correction + 1;
    if (next > (byPeriod.get(line.periodFrom) ?? 0)) byPeriod.set(line.periodFrom, next);
  }
  return { byPeriod, used };
}
