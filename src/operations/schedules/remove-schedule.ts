import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { moveSchedule } from "./move-schedule.ts";
import type { Schedule } from "./schedules-books.ts";

/**
 * Takes a schedule away. Its runs stay, and so does what rang. Refuses `role_missing`,
 * `schedule_unknown`.
 */
export function removeSchedule(
  world: World,
  actor: Actor,
  input: { readonly key: string },
): Promise<Schedule | Refusal> {
  return moveSchedule(world, actor, input, "remove");
}
