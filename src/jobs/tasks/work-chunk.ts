import type { Task } from "graphile-worker";
import { z } from "zod";
import { workChunk } from "../../operations/bill-runs/work-chunk.ts";
import type { World } from "../../operations/world.ts";

const payloadSchema = z.object({
  runId: z.string(),
  chunkId: z.string(),
  phase: z.enum(["preview", "launch"]),
});

/** Previews or launches one chunk of a bill run. */
export function workChunkTask(world: World): Task {
  return async (payload, helpers) => {
    const { locked_by: worker, attempts } = helpers.job;
    await workChunk(world, payloadSchema.parse(payload), String(worker ?? ""), attempts);
  };
}
