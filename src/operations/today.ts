import type { LocalDate } from "../billing/calendar/local-date.ts";
import { localDateAt } from "../billing/calendar/local-day.ts";
import type { World } from "./world.ts";

/**
 * The day it is where the company is: what a run bills and how its documents are dated unless
 * somebody says otherwise. On the last evening of a month in New York it is the next one in UTC.
 */
export async function todayOf(world: Pick<World, "books" | "clock">): Promise<LocalDate> {
  const { settings } = await world.books.loadCatalog();
  return todayIn(world, settings.timeZone);
}

/** The same for whoever has the settings already. */
export function todayIn({ clock }: Pick<World, "clock">, timeZone: string): LocalDate {
  return localDateAt(clock.now().toISOString(), timeZone);
}

/** The later of two days. */
export function laterDay(a: LocalDate, b: LocalDate): LocalDate {
  const isLater = a > b;
  return isLater ? a : b;
}
