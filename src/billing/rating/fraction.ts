import { type Cycle, monthsAfter, type ServicePeriod } from "../calendar/cycle.ts";
import { civilDay, type DayNumber, daysInMonth } from "../calendar/day-number.ts";
import type { Proration } from "../catalog/catalog.ts";
import type { PeriodLength } from "../catalog/period-length.ts";
import { add, type Exact, multiply, one, ratio, zero } from "../money/exact.ts";

/** How one charge turns stretches of its periods into parts of its price. */
export type Measure = {
  readonly cycle: Cycle;
  readonly proration: Proration;
  /** Length that the price is for, where that isn't the billing period. */
  readonly pricePeriod: PeriodLength | null;
};

/**
 * How often a whole period costs the price: 1, 3 for a quarter at a monthly price, 1/12 the other
 * way.
 */
export function wholeShare({ cycle, pricePeriod }: Measure): Exact {
  return pricePeriod === null ? one : ratio(cycle.length, pricePeriod.count);
}

/** True where the stretch is a whole period of the cycle; a leading stub never is. */
export function isWhole(period: ServicePeriod, from: DayNumber, to: DayNumber): boolean {
  return from === period.from && to === period.to && period.from === period.wholeFrom;
}

/**
 * How many times its price the stretch `[from, to)` of a period costs. A whole period costs the
 * full price under every rule, a part by its own days; "none" charges every part as a whole.
 */
export function fractionOf(
  measure: Measure,
  period: ServicePeriod,
  from: DayNumber,
  to: DayNumber,
): Exact {
  if (measure.proration === "none" || isWhole(period, from, to)) return wholeShare(measure);
  const { cycle, pricePeriod } = measure;
  if (pricePeriod === null || pricePeriod.count >= cycle.length) {
    const part = partOf(measure, cycle.length, period.wholeFrom, period.to, from, to);
    return pricePeriod === null ? part : multiply(part, wholeShare(measure));
  }
  let sum = zero;
  for (const [start, end] of pricePeriods(measure, period, pricePeriod.count)) {
    if (end <= from || start >= to) continue;
    const [first, last] = [Math.max(start, from), Math.min(end, to)];
    const whole = first === start && last === end;
    const part = whole ? one : partOf(measure, pricePeriod.count, start, end, first, last);
    sum = add(sum, part);
  }
  return sum;
}

/** The price periods that a billing period is divided into, from its first day on. */
function* pricePeriods(
  { cycle }: Measure,
  period: ServicePeriod,
  length: number,
): Generator<readonly [DayNumber, DayNumber]> {
  let start = period.wholeFrom;
  for (let count = length; start < period.to; count += length) {
    const end =
      cycle.unit === "days"
        ? period.wholeFrom + count
        : monthsAfter(cycle, period.wholeFrom, count);
    yield [start, end];
    start = end;
  }
}

/** The part `[from, to)` of a whole `[wholeFrom, wholeTo)` of so many months (or days). */
function partOf(
  { cycle, proration }: Measure,
  length: number,
  wholeFrom: DayNumber,
  wholeTo: DayNumber,
  from: DayNumber,
  to: DayNumber,
): Exact {
  if (cycle.unit === "days" || proration === "actual") return ratio(to - from, wholeTo - wholeFrom);
  const days = proration === "30/360" ? thirtyDayCount(to) - thirtyDayCount(from) : to - from;
  return ratio(days, 30 * length);
}

/** Days in months of 30: day 31 counts as the 30th, and so does the last day of February. */
function thirtyDayCount(number: DayNumber): number {
  const { year, month, day } = civilDay(number);
  const counted = month === 2 && day === daysInMonth(year, 2) ? 30 : Math.min(day, 30);
  return (year * 12 + month) * 30 + counted;
}
