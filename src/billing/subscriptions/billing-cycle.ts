import { anniversaryCycle, type Cycle, dayCycle, monthCycle } from "../calendar/cycle.ts";
import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import type { Period, Plan } from "../catalog/catalog.ts";
import { isInWeeks, periodLength } from "../catalog/period-length.ts";
import { type Account, weekdays } from "../customers/account.ts";
import type { Subscription } from "./subscription.ts";

/**
 * The day from which recurring charges and usage are billed: after the trial of the plan that the
 * subscription starts with, or the day it names itself. A later plan grants no second trial.
 */
export function firstBilledDay(subscription: Subscription, firstPlan: Plan): DayNumber {
  const start = dayNumber(subscription.startOn);
  if (subscription.billingStartsOn !== undefined) {
    return Math.max(start, dayNumber(subscription.billingStartsOn));
  }
  return start + (firstPlan.trialDays ?? 0);
}

/**
 * The cycle of one period length for a subscription first billed on that day: months on the
 * account's bill cycle day, weeks on its weekday, everything else on the day itself.
 */
export function billingCycle(account: Account, period: Period, firstBilled: DayNumber): Cycle {
  const { unit, count } = periodLength(period);
  if (unit === "days") {
    const { billCycleWeekday } = account;
    const follows = isInWeeks(period) && billCycleWeekday !== undefined;
    return dayCycle(count, firstBilled, follows ? weekdays.indexOf(billCycleWeekday) : null);
  }
  if (account.billCycleDay === "anniversary") return anniversaryCycle(count, firstBilled);
  return monthCycle(count, firstBilled, account.billCycleDay, account.billCycleMonth ?? null);
}
