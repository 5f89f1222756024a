import { dayNumber } from "../../billing/calendar/day-number.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import { type Refusal, refuse } from "../refusal.ts";

/**
 * Refuses `days_far_apart` where the day chosen for a document lies years from the one it would
 * bear by itself: what is posted keeps its day, and its number the year of that day.
 */
export function refuseFarDay(chosen: LocalDate | null, usual: LocalDate): Refusal | null {
  if (chosen === null) return null;
  const years = Math.abs(Number(chosen.slice(0, 4)) - Number(usual.slice(0, 4)));
  if (years <= 1) return null;
  const [day, by] = [sayDay(dayNumber(chosen)), sayDay(dayNumber(usual))];
  const message = `${day} is more than a year from ${by}, the day that it would bear by itself.`;
  return refuse("days_far_apart", message, "Check the year.");
}
