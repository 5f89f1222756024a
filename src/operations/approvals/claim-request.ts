import type { World } from "../world.ts";

/**
 * Remembers a signed delivery; false if the same one came before, so that a replay does nothing.
 */
export async function claimRequest(world: World, key: string): Promise<boolean> {
  return world.books.write((tx) => tx.claimRequest(key, world.clock.now()));
}
