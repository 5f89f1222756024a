import type { Actor, World } from "../world.ts";
import type { Schedule } from "./schedules-books.ts";

/** The owner of a schedule, in whose name it acts, with the roles of this moment. */
export async function actorOfSchedule(
  world: World,
  schedule: Pick<Schedule, "key" | "ownerId">,
): Promise<Actor> {
  const members = await world.books.listMembers();
  const member = members.find((each) => each.id === schedule.ownerId);
  if (!member) throw new Error(`the owner of the schedule ${schedule.key} is no member`);
  const where = `schedule ${schedule.key}`;
  return { member, via: "job", where, correlationId: where.replace(" ", "-") };
}
