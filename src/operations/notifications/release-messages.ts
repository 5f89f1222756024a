import type { World } from "../world.ts";

/**
 * Has everything delivered whose time has come by the company's clock: what waited for a digest or
 * for the morning, and what lost its job on the way. May be asked for again and again; gives the
 * number of channels and happenings that were taken up.
 */
export async function releaseMessages(world: World): Promise<number> {
  const now = world.clock.now();
  const { channels, happenings } = await world.books.strandedMessages(now);
  if (channels.length + happenings.length === 0) return 0;
  await world.books.write(async (tx) => {
    for (const channel of channels) await tx.queueDelivery(channel, 0);
    for (const id of happenings) await tx.queueSpreading(id);
  });
  return channels.length + happenings.length;
}
