import type { DayNumber } from "../calendar/day-number.ts";
import type { BilledStretch } from "./billed-stretches.ts";
import type { ServedPeriod, Stretch } from "./served-periods.ts";

/** A stretch that should be billed, within its period. */
export type ExpectedStretch = {
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly stretch: Stretch;
  readonly served: ServedPeriod;
  /** False: days not billed yet wait, days billed are compared all the same. */
  readonly due: boolean;
};

/** Days given back: contiguous, of one billed period. */
export type GiveBack = { from: DayNumber; to: DayNumber; readonly billed: BilledStretch[] };

/** New days of a stretch that should be billed. */
export type Bill = { from: DayNumber; to: DayNumber; readonly expected: ExpectedStretch };

/** What the comparison found, both lists in order and without overlap. */
export type Comparison = { readonly giveBacks: GiveBack[]; readonly bills: Bill[] };

/** What the comparison leaves alone. */
export type Exemptions = {
  /** From which day on a billed stretch stays billed whatever should be; null: nowhere. */
  keepsFrom(billed: BilledStretch): DayNumber | null;
  /** True where the run bills the plan in force: of what should be, else on the day. */
  isSelected(expected: ExpectedStretch | undefined, day: DayNumber): boolean;
  /** True where the charge never was in advance, so that what is billed of it had been due. */
  isAlwaysInArrears(): boolean;
};

/**
 * Compares day by day what was billed with what should be: what stayed makes nothing, what changed
 * is given back in one stretch and billed anew as it now is. Both lists are ordered and without
 * overlap.
 */
export function compareStretches(
  billed: readonly BilledStretch[],
  expected: readonly ExpectedStretch[],
  exempt: Exemptions,
): Comparison {
  if (billed.length === 0) return { giveBacks: [], bills: newBills(expected, exempt) };
  const live = billed
    .flatMap((stretch) => stretch.days.map((days) => ({ ...days, stretch })))
    .sort((a, b) => a.from - b.from);
  const comparison: Comparison = { giveBacks: [], bills: [] };
  let [liveIndex, expectedIndex] = [0, 0];
  for (const [from, to] of pieces(live, expected, exempt)) {
    while ((live[liveIndex]?.to ?? Infinity) <= from) liveIndex++;
    while ((expected[expectedIndex]?.to ?? Infinity) <= from) expectedIndex++;
    const was = covering(live[liveIndex], from)?.stretch;
    const is = covering(expected[expectedIndex], from);
    const keep = was ? exempt.keepsFrom(was) : null;
    if (was && keep !== null && from >= keep) continue;
    if (was && is && was.mark === is.stretch.mark && was.code === is.served.code) continue;
    if (!exempt.isSelected(is, from)) continue;
    if (was) giveBack(comparison.giveBacks, from, to, was);
    if (is && (is.due || replaces(is, was, exempt))) bill(comparison.bills, from, to, is);
  }
  return comparison;
}

/**
 * Days that were billed stay billed, as they now are, also for a run with an earlier target; but
 * only within the same period, and what was billed ahead only where it still is in advance. Others,
 * of another length or in arrears by now, wait until they are due, although their days were billed.
 */
function replaces(
  is: ExpectedStretch,
  was: BilledStretch | undefined,
  exempt: Exemptions,
): boolean {
  const { charge } = is.stretch;
  if (charge.type !== "recurring" || was?.code !== is.served.code) return false;
  return charge.timing === "advance" || exempt.isAlwaysInArrears();
}

/** Where nothing was billed all that is due is new. */
function newBills(expected: readonly ExpectedStretch[], exempt: Exemptions): Bill[] {
  const bills: Bill[] = [];
  for (const is of expected) {
    const { from, to, due } = is;
    if (due && exempt.isSelected(is, from)) bills.push({ from, to, expected: is });
  }
  return bills;
}

/** The days cut at every edge of either list, so that each piece is billed and expected as one. */
function* pieces(
  live: readonly { from: DayNumber; to: DayNumber; stretch: BilledStretch }[],
  expected: readonly ExpectedStretch[],
  exempt: Exemptions,
): Generator<readonly [DayNumber, DayNumber]> {
  const edges = new Set<DayNumber>();
  for (const { from, to, stretch } of live) {
    edges.add(from).add(to);
    const keep = exempt.keepsFrom(stretch);
    if (keep !== null && from < keep && keep < to) edges.add(keep);
  }
  for (const { from, to } of expected) edges.add(from).add(to);
  const ordered = [...edges].sort((a, b) => a - b);
  for (const [index, from] of ordered.entries()) {
    const to = ordered[index + 1];
    if (to !== undefined) yield [from, to];
  }
}

function covering<T extends { from: DayNumber; to: DayNumber }>(
  range: T | undefined,
  day: DayNumber,
): T | undefined {
  return range && range.from <= day && day < range.to ? range : undefined;
}

function giveBack(list: GiveBack[], from: DayNumber, to: DayNumber, was: BilledStretch): void {
  const last = list[list.length - 1];
  const before = last?.billed[last.billed.length - 1];
  const joins =
    last?.to === from &&
    before?.code === was.code &&
    before.line.periodFrom === was.line.periodFrom &&
    before.measure.proration === was.measure.proration;
  if (!last || !joins) {
    list.push({ from, to, billed: [was] });
    return;
  }
  last.to = to;
  if (before !== was) last.billed.push(was);
}

function bill(list: Bill[], from: DayNumber, to: DayNumber, is: ExpectedStretch): void {
  const last = list[list.length - 1];
  if (last?.to === from && last.expected === is) last.to = to;
  else list.push({ from, to, expected: is });
}
