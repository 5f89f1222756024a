import type { DayNumber } from "../calendar/day-number.ts";
import type { ServedPeriod } from "./served-periods.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/**
 * The day on which a period is due: in advance its first day (where it began elsewhere, the first
 * day billed here), in arrears and for usage the day after the last day of service in it.
 */
export function dueDay(view: SubscriptionView, { period, stretches }: ServedPeriod): DayNumber {
  const last = stretches[stretches.length - 1];
  if (!last) throw new Error("a served period without service");
  const { charge, to } = last;
  if (charge.type === "usage" || charge.timing === "arrears") return to;
  return Math.max(period.from, view.billedFrom);
}
