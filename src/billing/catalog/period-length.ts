import type { Period } from "./catalog.ts";

/** A period in months or in days; weeks are seven days. */
export type PeriodLength = { readonly unit: "months" | "days"; readonly count: number };

const named: Readonly<Record<string, PeriodLength>> = {
  week: { unit: "days", count: 7 },
  month: { unit: "months", count: 1 },
  quarter: { unit: "months", count: 3 },
  "half-year": { unit: "months", count: 6 },
  year: { unit: "months", count: 12 },
};

/** How long a period is. */
export function periodLength(period: Period): PeriodLength {
  if (typeof period === "string") {
    const length = named[period];
    if (!length) throw new RangeError(`no such period: ${period}`);
    return length;
  }
  if ("days" in period) return { unit: "days", count: period.days };
  if ("weeks" in period) return { unit: "days", count: period.weeks * 7 };
  return { unit: "months", count: period.months };
}

/** True for "week" and so many weeks: the periods that follow the account's bill cycle weekday. */
export function isInWeeks(period: Period): boolean {
  return period === "week" || (typeof period === "object" && "weeks" in period);
}

/** "a month", "a quarter", "2 weeks": as in "100.00 a month" and "100.00 for 2 weeks". */
export function sayPeriod(period: Period): string {
  if (typeof period === "string") return `a ${period}`;
  if ("days" in period) return sayCount(period.days, "day");
  if ("weeks" in period) return sayCount(period.weeks, "week");
  return sayCount(period.months, "month");
}

function sayCount(count: number, unit: string): string {
  return count === 1 ? `a ${unit}` : `for ${count} ${unit}s`;
}
