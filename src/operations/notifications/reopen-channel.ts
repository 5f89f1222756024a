import type { World } from "../world.ts";
import type { UndeliveredCounts } from "./notifications-books.ts";

/**
 * A channel takes messages again, as far as is known: it was taken out of the archive, or the app
 * invited. What was given up for its sake is tried at once, in its order; nothing is told twice by
 * that. Gives how much there was.
 */
export async function reopenChannel(
  world: World,
  { channel }: { readonly channel: string },
): Promise<UndeliveredCounts> {
  return world.books.write((tx) => tx.queueGivenUp(channel));
}
