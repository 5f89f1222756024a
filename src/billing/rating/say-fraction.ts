import type { ServicePeriod } from "../calendar/cycle.ts";
import type { DayNumber } from "../calendar/day-number.ts";
import { exactText, fractionText, reduce } from "../money/exact.ts";
import { fractionOf, type Measure } from "./fraction.ts";

/**
 * Which part of a price a stretch costs, for a person: "14 of 31 days", "20 of 30 days (months of
 * 30 days)", and of a price for another length "83/30" or "3" (times the price).
 */
export function sayFraction(
  measure: Measure,
  period: ServicePeriod,
  from: DayNumber,
  to: DayNumber,
): string {
  const { cycle, proration, pricePeriod } = measure;
  const fraction = reduce(fractionOf(measure, period, from, to));
  if (pricePeriod !== null) {
    return fraction.d === 1n ? exactText(fraction) : fractionText(fraction);
  }
  if (cycle.unit === "days" || proration === "actual") {
    return `${to - from} of ${period.to - period.wholeFrom} days`;
  }
  const whole = 30 * cycle.length;
  const rule = proration === "30/360" ? "months of 30 days" : "actual days over months of 30";
  return `${(fraction.n * BigInt(whole)) / fraction.d} of ${whole} days (${rule})`;
}
