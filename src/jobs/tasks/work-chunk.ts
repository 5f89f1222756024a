import { setTimeout as sleep } from "node:timers/promises";
import type { Task } from "graphile-worker";
import { z } from "zod";
import { workChunk } from "../../operations/bill-runs/work-chunk.ts";
import { BooksAway } from "../../operations/book-records.ts";
import type { World } from "../../operations/world.ts";

const payloadSchema = z.object({
  runId: z.string(),
  chunkId: z.string(),
  phase: z.enum(["preview", "launch"]),
});

/** How often, and after which pause, a chunk waits for a database that went away. */
const waits = 20;
const pauseMs = 500;

/**
 * Previews or launches one chunk of a bill run. A database that goes away says nothing about the
 * chunk, so the job does not fail by it: the queue would try it again only after its pauses, which
 * double each time, and after some the chunk would be taken apart.
 */
export function workChunkTask(world: World): Task {
  return async (payload, helpers) => {
    const { locked_by: worker, attempts } = helpers.job;
    const chunk = payloadSchema.parse(payload);
    for (let left = waits; ; left--) {
      try {
        await workChunk(world, chunk, String(worker ?? ""), attempts);
        return;
      } catch (error) {
        if (!(error instanceof BooksAway) || left === 0 || helpers.abortSignal?.aborted)
          throw error;
        await sleep(pauseMs);
      }
    }
  };
}
