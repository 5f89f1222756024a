import { type LocalDate, localDate } from "../../billing/calendar/local-date.ts";
import type { World } from "../world.ts";

/** The day it is, in UTC, as runs for today have it. */
export function todayOf(world: Pick<World, "clock">): LocalDate {
  return localDate(world.clock.now().toISOString().slice(0, 10));
}

/** The later of two days. */
export function laterDay(a: LocalDate, b: LocalDate): LocalDate {
  const isLater = a > b;
  return isLater ? a : b;
}
