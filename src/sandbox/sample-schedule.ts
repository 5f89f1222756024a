import { addDays } from "../billing/calendar/day-number.ts";
import { localDate } from "../billing/calendar/local-date.ts";
import { defaultTemplate } from "../billing/schedules/name-template.ts";
import type { SaveSchedule } from "../operations/schedules/save-schedule.ts";

/**
 * The company's month: on its last day at nine, everything due up to then, dated the day after. It
 * rings tomorrow at the earliest, so that nobody's first steps are disturbed; move the clock on by
 * a month and see it.
 */
export function sampleSchedule(today: string, channel: string | null): SaveSchedule {
  return {
    key: "monthly",
    version: null,
    plan: {
      rhythm: { every: "month", interval: 1, day: "last" },
      timeOfDay: "09:00",
      timeZone: "Europe/Berlin",
      startOn: addDays(localDate(today), 1),
      target: { anchor: "month-end", days: 0 },
      invoice: { anchor: "month-end", days: 1 },
      select: {},
      start: "ask",
      nameTemplate: defaultTemplate,
    },
    options: {},
    channel,
  };
}
