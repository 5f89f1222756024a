import { weekdays } from "../billing/customers/account.ts";
import type { DayRule, Rhythm } from "../billing/schedules/schedule.ts";
import { type Refusal, refuse } from "../operations/refusal.ts";

/**
 * Reads `--every` and `--on`: "day", "week" with a weekday, "month" with a day or "last", each with
 * a number before it ("2-weeks"). Refuses `schedule_invalid`.
 */
export function parseRhythm(every: string, on: string | null): Rhythm | Refusal {
  const match = /^(?:(\d{1,2})-)?(day|week|month)s?$/.exec(every);
  if (!match) {
    return refuse(
      "schedule_invalid",
      `"${every}" is no rhythm.`,
      "Write day, week, month, 2-weeks.",
    );
  }
  const interval = Number(match[1] ?? "1");
  if (match[2] === "day") return { every: "day", interval };
  if (match[2] === "week") {
    const weekday = weekdays.find((name) => name === (on ?? "monday").toLowerCase());
    if (weekday) return { every: "week", interval, weekday };
    return refuse("schedule_invalid", `"${on}" is no weekday.`, "Write --on monday.");
  }
  if (on === null || on === "last") return { every: "month", interval, day: "last" };
  if (/^\d{1,2}$/.test(on)) return { every: "month", interval, day: Number(on) };
  return refuse("schedule_invalid", `"${on}" is no day of a month.`, "Write --on 15 or --on last.");
}

/** Reads "slot", "month-end+1" or "month-start-1". Refuses `schedule_invalid`. */
export function parseDayRule(text: string): DayRule | Refusal {
  const match = /^(slot|month-start|month-end)([+-]\d{1,3})?$/.exec(text);
  const anchor = match?.[1];
  if (anchor === "slot" || anchor === "month-start" || anchor === "month-end") {
    return { anchor, days: Number(match?.[2] ?? "0") };
  }
  const remedy = "Write slot, month-start or month-end, and days if you like: month-end+1.";
  return refuse("schedule_invalid", `"${text}" is no day of a run.`, remedy);
}
