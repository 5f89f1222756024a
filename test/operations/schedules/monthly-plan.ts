import { localDate } from "../../../src/billing/calendar/local-date.ts";
import type { SchedulePlan } from "../../../src/billing/schedules/schedule.ts";
import type { SaveSchedule } from "../../../src/operations/schedules/save-schedule.ts";

/** The last day of every month at nine, billed up to it and dated the day after. */
export const monthlyPlan: SchedulePlan = {
  rhythm: { every: "month", interval: 1, day: "last" },
  timeOfDay: "09:00",
  timeZone: "UTC",
  startOn: localDate("2026-11-01"),
  target: { anchor: "month-end", days: 0 },
  invoice: { anchor: "month-end", days: 1 },
  select: {},
  start: "ask",
  nameTemplate: "{month} {year}",
};

/** A new schedule called "monthly", with what a test wants otherwise. */
export function monthly(
  patch: Partial<Omit<SaveSchedule, "plan">> & { readonly plan?: Partial<SchedulePlan> } = {},
): SaveSchedule {
  const { plan, ...rest } = patch;
  return {
    key: "monthly",
    version: null,
    options: {},
    channel: "C0BILLING",
    ...rest,
    plan: { ...monthlyPlan, ...plan },
  };
}
