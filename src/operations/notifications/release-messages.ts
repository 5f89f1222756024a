import type { World } from "../world.ts";

/**
 * Has everything delivered whose time has come by the company's clock: what waited for a digest or
 * for the morning, what was given up a while ago for a cause that may have passed, and what lost
 * its job on the way. May be asked for again and again; gives the number of channels, cards and
 * happenings that were taken up.
 */
export async function releaseMessages(world: World): Promise<number> {
  const { channels, copies, happenings } = await world.books.stranded(world.clock.now());
  const many = channels.length + copies.length + happenings.length;
  if (many === 0) return 0;
  await world.books.write(async (tx) => {
    for (const channel of channels) await tx.queueDelivery(channel, 0);
    for (const { subject, channel } of copies) await tx.queueCopyAgain(subject, channel, 0);
    for (const id of happenings) await tx.queueSpreading(id);
  });
  return many;
}
