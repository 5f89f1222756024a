import { nearest } from "../../billing/billing-file/nearest.ts";
import { quoteTyped } from "../quote-typed.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import type { Schedule } from "./schedules-books.ts";

/** So many names are told where none is near. */
const named = 8;

/** The schedule with this name, or the refusal `schedule_unknown` with the nearest one. */
export async function findSchedule(world: World, key: string): Promise<Schedule | Refusal> {
  const all = await world.books.listSchedules();
  const wanted = key.trim().toLowerCase();
  return all.find((schedule) => schedule.key === wanted) ?? refuseUnknown(key, all);
}

function refuseUnknown(key: string, all: readonly Schedule[]): Refusal {
  const keys = all.map((schedule) => schedule.key);
  const message = `There is no schedule ${quoteTyped(key)}.`;
  if (keys.length === 0) {
    return refuse("schedule_unknown", message, "Make one with /billrun schedule new.");
  }
  const near = nearest(key, keys);
  const rest = keys.length > named ? ` and ${keys.length - named} more` : "";
  const list = `There is ${keys.slice(0, named).join(", ")}${rest}.`;
  return refuse("schedule_unknown", message, near === null ? list : `Did you mean ${near}?`);
}
