import type { World } from "../world.ts";

/**
 * Queues again what a lost worker left behind: chunks of running phases whose lease ended, and
 * phases whose chunks are all done but that nobody ended, and what is left of reversals. Returns
 * how many it queued.
 */
export async function recoverChunks(world: World): Promise<number> {
  const stranded = await world.books.strandedChunks(world.clock.now());
  if (stranded.length > 0) await world.books.write((tx) => tx.requeueChunks(stranded));
  const left = await world.books.strandedReversals();
  if (left.length > 0) await world.books.write((tx) => tx.requeueReversals(left));
  return stranded.length + left.length;
}
