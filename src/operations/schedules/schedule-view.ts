import { nextSlots } from "../../billing/schedules/next-slots.ts";
import type { Slot } from "../../billing/schedules/schedule.ts";
import type { World } from "../world.ts";
import type { Schedule, ScheduleSlot } from "./schedules-books.ts";

/** So many coming dates are told of a schedule. */
export const datesShown = 3;

/** A schedule as people see it. */
export type ScheduleView = {
  readonly schedule: Schedule;
  readonly owner: string;
  /** The next three rings, as they would be if it were not paused. */
  readonly next: readonly Slot[];
  /** The latest first. */
  readonly slots: readonly ScheduleSlot[];
};

/** Views of schedules, with up to `slotsEach` of their latest slots. */
export async function viewSchedules(
  world: World,
  schedules: readonly Schedule[],
  slotsEach: number,
): Promise<readonly ScheduleView[]> {
  const ids = schedules.map((schedule) => schedule.id);
  const [members, slots] = await Promise.all([
    world.books.listMembers(),
    world.books.latestSlots(ids, slotsEach),
  ]);
  return schedules.map((schedule) => ({
    schedule,
    owner: members.find((member) => member.id === schedule.ownerId)?.name ?? "somebody",
    next: nextSlots(schedule.plan, comingAfter(world, schedule), datesShown),
    slots: slots.filter((slot) => slot.scheduleId === schedule.id),
  }));
}

/** Slots up to the mark are done with, also where the clock was set back behind it. */
function comingAfter(world: World, schedule: Schedule): string {
  const now = world.clock.now().getTime();
  return new Date(Math.max(now, Date.parse(schedule.rungThrough))).toISOString();
}
