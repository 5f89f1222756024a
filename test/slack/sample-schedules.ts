import { localDate } from "../../src/billing/calendar/local-date.ts";
import { nextSlots } from "../../src/billing/schedules/next-slots.ts";
import type { SchedulePlan } from "../../src/billing/schedules/schedule.ts";
import type { ScheduleView } from "../../src/operations/schedules/schedule-view.ts";
import type { ScheduleSlot } from "../../src/operations/schedules/schedules-books.ts";
import { dana, now } from "./sample-views.ts";

/** The last day of every month at nine in Berlin. */
export const samplePlan: SchedulePlan = {
  rhythm: { every: "month", interval: 1, day: "last" },
  timeOfDay: "09:00",
  timeZone: "Europe/Berlin",
  startOn: localDate("2026-11-22"),
  target: { anchor: "month-end", days: 0 },
  invoice: { anchor: "month-end", days: 1 },
  select: { segments: ["enterprise", "mid-market"] },
  start: "ask",
  nameTemplate: "{month} {year}",
};

/** A slot of the sample schedule. */
export function sampleSlot(patch: Partial<ScheduleSlot> = {}): ScheduleSlot {
  return {
    scheduleId: "schedule-1",
    key: "schedule:monthly:2026-11-30T09:00",
    slotAt: "2026-11-30T08:00:00.000Z",
    state: "run",
    reasonCode: null,
    reason: null,
    remedy: null,
    runId: "run-12",
    runNumber: 12,
    missed: 0,
    ...patch,
  };
}

/** A ring that made no run. */
export const failedSlot = sampleSlot({
  key: "schedule:monthly:2026-10-31T09:00",
  slotAt: "2026-10-31T08:00:00.000Z",
  state: "failed",
  reasonCode: "selection_unknown",
  reason: 'There is no segment "<!channel>".',
  remedy: "There is: enterprise.",
  runId: null,
  runNumber: null,
});

/** A schedule as it looks to people; `patch` changes its plan. */
export function sampleSchedule(
  key: string,
  patch: Partial<SchedulePlan> = {},
  rest: { readonly paused?: boolean; readonly slots?: readonly ScheduleSlot[] } = {},
): ScheduleView {
  const plan = { ...samplePlan, ...patch };
  return {
    schedule: {
      id: `schedule-${key}`,
      key,
      version: 3,
      plan,
      options: {},
      channel: "C0BILLING",
      ownerId: dana.memberId,
      paused: rest.paused ?? false,
      rungThrough: "2026-11-30T08:00:00.000Z",
    },
    owner: dana.name,
    next: nextSlots(plan, now.toISOString(), 3),
    slots: rest.slots ?? [sampleSlot(), failedSlot],
  };
}
