import { civilDay, type DayNumber, dayNumberOf, daysInMonth, weekdayOf } from "./day-number.ts";

/** One service period `[from, to)` of a cycle. */
export type ServicePeriod = {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /**
   * First day of the whole period that it is measured against: `from`, but for a leading stub the
   * first day of the period that would have ended where the stub ends.
   */
  readonly wholeFrom: DayNumber;
};

/**
 * Where the periods of a charge begin. Boundaries are counted from the first one, never from the
 * one before, so the 31st comes back after a February.
 */
export type Cycle = {
  readonly unit: "months" | "days";
  /** Length of a period in that unit. */
  readonly length: number;
  /** First billed day; what lies between it and the first boundary is a leading stub. */
  readonly startsOn: DayNumber;
  /** First boundary on or after `startsOn`. */
  readonly firstBoundary: DayNumber;
  /** Day of the month, 1–31, clamped in shorter months; 0 in cycles of days. */
  readonly anchorDay: number;
  /** Months since year 0 of the first boundary; 0 in cycles of days. */
  readonly anchorMonth: number;
};

/**
 * A cycle of months with boundaries on day `anchorDay` (31 = last), in months that `anchorMonth`
 * (1–12) or so many months after allow; null: in any month.
 */
export function monthCycle(
  length: number,
  startsOn: DayNumber,
  anchorDay: number,
  anchorMonth: number | null,
): Cycle {
  const start = civilDay(startsOn);
  const step = anchorMonth === null ? 1 : greatestCommonDivisor(length, 12);
  let month = start.year * 12 + start.month - 1;
  if (dayInMonth(month, anchorDay) < startsOn) month += 1;
  while (anchorMonth !== null && (month - (anchorMonth - 1)) % step !== 0) month += 1;
  const firstBoundary = dayInMonth(month, anchorDay);
  return { unit: "months", length, startsOn, firstBoundary, anchorDay, anchorMonth: month };
}

/** A cycle of months that begins on its first billed day: no stub. */
export function anniversaryCycle(length: number, startsOn: DayNumber): Cycle {
  return monthCycle(length, startsOn, civilDay(startsOn).day, null);
}

/**
 * A cycle of days; `weekday` (0 = Monday) is where its first boundary falls, null: on its first
 * day.
 */
export function dayCycle(length: number, startsOn: DayNumber, weekday: number | null): Cycle {
  const wait = weekday === null ? 0 : (weekday - weekdayOf(startsOn) + 7) % 7;
  const firstBoundary = startsOn + wait;
  return { unit: "days", length, startsOn, firstBoundary, anchorDay: 0, anchorMonth: 0 };
}

/**
 * The period that `day` lies in; a day before the first billed day counts as in the first period.
 */
export function periodAt(cycle: Cycle, day: DayNumber): ServicePeriod {
  if (day < cycle.firstBoundary && cycle.startsOn < cycle.firstBoundary) {
    const { startsOn: from, firstBoundary: to } = cycle;
    return { from, to, wholeFrom: boundary(cycle, -1) };
  }
  const index = Math.max(0, boundaryIndexAt(cycle, day));
  const from = boundary(cycle, index);
  return { from, to: boundary(cycle, index + 1), wholeFrom: from };
}

/** The day of the boundary with that index; 0 is the first, -1 the one before it. */
export function boundary(cycle: Cycle, index: number): DayNumber {
  if (cycle.unit === "days") return cycle.firstBoundary + index * cycle.length;
  return dayInMonth(cycle.anchorMonth + index * cycle.length, cycle.anchorDay);
}

/** The day `months` months after a boundary of the cycle, on the cycle's own day of the month. */
export function monthsAfter(cycle: Cycle, boundaryDay: DayNumber, months: number): DayNumber {
  const { year, month } = civilDay(boundaryDay);
  return dayInMonth(year * 12 + month - 1 + months, cycle.anchorDay);
}

/** The index of the last boundary on or before `day`. */
function boundaryIndexAt(cycle: Cycle, day: DayNumber): number {
  if (cycle.unit === "days") return Math.floor((day - cycle.firstBoundary) / cycle.length);
  const { year, month } = civilDay(day);
  const index = Math.floor((year * 12 + month - 1 - cycle.anchorMonth) / cycle.length);
  return boundary(cycle, index) > day ? index - 1 : index;
}

/** Day `anchorDay` of a month counted since year 0, or the month's last where it has fewer days. */
function dayInMonth(months: number, anchorDay: number): DayNumber {
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return dayNumberOf(year, month, Math.min(anchorDay, daysInMonth(year, month)));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
