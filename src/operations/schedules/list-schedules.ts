import { requirePermission } from "../approvals/require-permission.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { type ScheduleView, viewSchedules } from "./schedule-view.ts";

/** All schedules by name, with their next dates and what came last. Refuses `role_missing`. */
export async function listSchedules(
  world: World,
  actor: Actor,
): Promise<readonly ScheduleView[] | Refusal> {
  const no = requirePermission(actor, "view");
  return no ?? viewSchedules(world, await world.books.listSchedules(), 1);
}
