import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { moveSchedule } from "./move-schedule.ts";
import type { Schedule } from "./schedules-books.ts";

/**
 * Lets a paused schedule ring again; what it passed over stays so. Refuses `role_missing`,
 * `schedule_unknown`, `schedule_state`.
 */
export function resumeSchedule(
  world: World,
  actor: Actor,
  input: { readonly key: string },
): Promise<Schedule | Refusal> {
  return moveSchedule(world, actor, input, "resume");
}
