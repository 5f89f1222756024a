import type { Task } from "graphile-worker";
import { z } from "zod";
import { refreshRunCard } from "../../operations/bill-runs/deliver-message.ts";
import type { World } from "../../operations/world.ts";
import { orTryLater } from "../try-later.ts";

const payloadSchema = z.object({ runId: z.string() });

/** Posts or edits the card of a bill run. */
export function runCardTask(world: World): Task {
  return async (payload, helpers) => {
    const { runId } = payloadSchema.parse(payload);
    await orTryLater(helpers, () => refreshRunCard(world, runId));
  };
}
