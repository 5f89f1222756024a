import { weekdayOf } from "../calendar/day-number.ts";
import { localDayAt, zoneOffset } from "../calendar/local-day.ts";

const hourMs = 3_600_000;

/** Hours after which people are reminded of an open request; from then on once a day. */
const reminderHours = [4, 12, 24];

/** How many reminders are due so many milliseconds after the request. */
export function remindersDue(elapsedMs: number): number {
  const due = reminderHours.filter((hours) => elapsedMs >= hours * hourMs).length;
  const last = reminderHours.at(-1) ?? 0;
  return due + Math.max(0, Math.floor((elapsedMs - last * hourMs) / (24 * hourMs)));
}

/** Monday to Friday from 9 to 18 o'clock in a time zone: nobody is reminded at night. */
export function isWorkingTime(instant: string, timeZone: string): boolean {
  const weekday = weekdayOf(localDayAt(instant, timeZone));
  const ms = Date.parse(instant);
  const hour = Math.floor((ms + zoneOffset(ms, timeZone)) / hourMs) % 24;
  // Monday is 0.
  return weekday < 5 && hour >= 9 && hour < 18;
}
