import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { moveSchedule } from "./move-schedule.ts";
import type { Schedule } from "./schedules-books.ts";

/**
 * Keeps a schedule from ringing. Runs that it has made go on, but launch by hand only. Refuses
 * `role_missing`, `schedule_unknown`, `schedule_state`.
 */
export function pauseSchedule(
  world: World,
  actor: Actor,
  input: { readonly key: string },
): Promise<Schedule | Refusal> {
  return moveSchedule(world, actor, input, "pause");
}
