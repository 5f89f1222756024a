import type { World } from "../world.ts";

/**
 * A channel takes messages again, as far as is known: it was taken out of the archive, or the app
 * invited. What was given up there is tried at once, in its order; nothing is told twice by that.
 * Gives how many messages and cards there were.
 */
export async function reopenChannel(
  world: World,
  { channel }: { readonly channel: string },
): Promise<number> {
  const { messages, cards } = await world.books.write((tx) => tx.reviveChannel(channel));
  return messages + cards;
}
