import type { Task } from "graphile-worker";
import { z } from "zod";
import { spreadHappening } from "../../operations/notifications/spread-happening.ts";
import type { World } from "../../operations/world.ts";

const payloadSchema = z.object({ id: z.string() });

/** Tells the channels that asked for it of something that happened. */
export function spreadHappeningTask(world: World): Task {
  return async (payload) => spreadHappening(world, payloadSchema.parse(payload).id);
}
