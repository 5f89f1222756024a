import { slotsBetween } from "../../billing/schedules/next-slots.ts";
import type { Check } from "../ports.ts";
import type { World } from "../world.ts";
import { bad, fine } from "./check-database.ts";

/** Bells ring every ten seconds. */
const lateMs = 600_000;

/** Whether a schedule should have rung and did not. */
export async function checkSchedules({ books, clock }: World): Promise<readonly Check[]> {
  const schedules = (await books.listSchedules()).filter((schedule) => !schedule.paused);
  const before = new Date(clock.now().getTime() - lateMs).toISOString();
  const late = schedules.filter(
    ({ plan, rungThrough }) =>
      rungThrough < before && slotsBetween(plan, rungThrough, before).length > 0,
  );
  if (late.length === 0) return [fine("Schedules", "Every schedule rang when it was due.")];
  return late.map(({ key }) => {
    const text = `The schedule ${key} should have rung more than ten minutes ago.`;
    const remedy = "It is caught up once the server or a worker runs and billing is not frozen.";
    return bad("Schedules", text, remedy);
  });
}
