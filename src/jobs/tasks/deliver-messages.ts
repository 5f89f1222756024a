import type { Task } from "graphile-worker";
import { z } from "zod";
import { deliverMessages } from "../../operations/notifications/deliver-messages.ts";
import type { World } from "../../operations/world.ts";

const payloadSchema = z.object({ channel: z.string() });

/** Delivers what waits for a channel. */
export function deliverMessagesTask(world: World): Task {
  return async (payload) => {
    const { channel } = payloadSchema.parse(payload);
    const againMs = await deliverMessages(world, channel);
    // A job of its own, so that a long wait neither counts as a failure nor holds a worker.
    if (againMs !== null) await world.books.write((tx) => tx.queueDelivery(channel, againMs));
  };
}
