import type { Task } from "graphile-worker";
import { z } from "zod";
import { reverseChunk } from "../../operations/bill-runs/reverse-chunk.ts";
import type { World } from "../../operations/world.ts";

const payloadSchema = z.object({ draftId: z.string(), chunkId: z.string() });

/** Takes back what a run posted for one chunk of its payers. */
export function reverseChunkTask(world: World): Task {
  return async (payload) => {
    await reverseChunk(world, payloadSchema.parse(payload));
  };
}
