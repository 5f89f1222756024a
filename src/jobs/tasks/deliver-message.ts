import type { Task } from "graphile-worker";
import { z } from "zod";
import { deliverMessage } from "../../operations/bill-runs/deliver-message.ts";
import type { World } from "../../operations/world.ts";
import { orTryLater } from "../try-later.ts";

const payloadSchema = z.object({ id: z.string() });

/** Posts a message of the outbox. */
export function deliverMessageTask(world: World): Task {
  return async (payload, helpers) => {
    const { id } = payloadSchema.parse(payload);
    await orTryLater(helpers, () => deliverMessage(world, id));
  };
}
