import { requirePermission } from "../approvals/require-permission.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findSchedule } from "./find-schedule.ts";
import { type ScheduleView, viewSchedules } from "./schedule-view.ts";

/** So many of the latest rings are told of one schedule. */
const slotsShown = 10;

/** One schedule with its latest rings. Refuses `role_missing`, `schedule_unknown`. */
export async function showSchedule(
  world: World,
  actor: Actor,
  input: { readonly key: string },
): Promise<ScheduleView | Refusal> {
  const found = requirePermission(actor, "view") ?? (await findSchedule(world, input.key));
  if (isRefusal(found)) return found;
  const [view] = await viewSchedules(world, [found], slotsShown);
  if (!view) throw new Error(`the schedule ${found.key} has no view`);
  return view;
}
