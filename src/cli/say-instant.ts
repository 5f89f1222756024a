import { dayNumber } from "../billing/calendar/day-number.ts";
import { localDate } from "../billing/calendar/local-date.ts";
import { sayDay } from "../billing/calendar/say-day.ts";

/** An ISO instant for a terminal, whose reader's zone is not known: "31 Dec 2026 14:02 UTC". */
export function sayInstant(instant: string): string {
  const text = new Date(instant).toISOString();
  return `${sayDay(dayNumber(localDate(text.slice(0, 10))))} ${text.slice(11, 16)} UTC`;
}
