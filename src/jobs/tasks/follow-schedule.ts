import type { Task } from "graphile-worker";
import { z } from "zod";
import { followSchedule } from "../../operations/schedules/follow-schedule.ts";
import type { World } from "../../operations/world.ts";

const payloadSchema = z.object({ runId: z.string() });

/** Takes a scheduled run its next step: asks for its approval, closes it, or launches it. */
export function followScheduleTask(world: World): Task {
  return async (payload) => {
    const { runId } = payloadSchema.parse(payload);
    await followSchedule(world, runId);
  };
}
