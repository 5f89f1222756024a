import { type LocalDate, parseLocalDate } from "../billing/calendar/local-date.ts";
import { type Refusal, refuse } from "../operations/refusal.ts";

/** A day as an option says it; null where it is not given. Refuses `day_invalid`. */
export function readDay(text: string | undefined): LocalDate | null | Refusal {
  if (text === undefined) return null;
  return parseLocalDate(text) ?? refuse("day_invalid", `"${text}" is no day.`, "Write 2026-12-31.");
}
