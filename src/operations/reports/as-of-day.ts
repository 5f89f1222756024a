import { type LocalDate, parseLocalDate } from "../../billing/calendar/local-date.ts";
import { localDateAt } from "../../billing/calendar/local-day.ts";
import { quoteTyped } from "../quote-typed.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/**
 * The day that a report is asked for; null means today where the company is. Refuses `day_invalid`
 * for what is no day and for days to come.
 */
export async function asOfDay(world: World, asked: string | null): Promise<LocalDate | Refusal> {
  const { settings } = await world.books.loadCatalog();
  const today = localDateAt(world.clock.now().toISOString(), settings.timeZone);
  if (asked === null) return today;
  const day = parseLocalDate(asked);
  if (!day)
    return refuse("day_invalid", `${quoteTyped(asked)} is no day.`, "Write days as 2026-11-30.");
  if (day <= today) return day;
  return refuse("day_invalid", `${day} is still to come.`, `Ask for ${today} or a day before it.`);
}
