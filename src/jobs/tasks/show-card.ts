import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Subject } from "../../operations/notifications/card.ts";
import { showCard } from "../../operations/notifications/show-card.ts";
import type { World } from "../../operations/world.ts";

const payloadSchema = z.object({
  subject: z.custom<Subject>((value) => typeof value === "string" && value.includes(":")),
  channel: z.string(),
});

/** Posts or edits one copy of a card. */
export function showCardTask(world: World): Task {
  return async (payload) => {
    const { subject, channel } = payloadSchema.parse(payload);
    const againMs = await showCard(world, subject, channel);
    if (againMs === null) return;
    await world.books.write((tx) => tx.queueCopyAgain(subject, channel, againMs));
  };
}
