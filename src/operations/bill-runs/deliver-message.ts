import { failpoint } from "../failpoint.ts";
import type { MessagePlace } from "../ports.ts";
import type { World } from "../world.ts";

/**
 * Posts a milestone of the outbox into its run's thread, once: it is marked as tried before and as
 * delivered after, and where an earlier try is in doubt the notifier looks for it first. The card
 * that opens the thread is posted before, if it is not there yet.
 */
export async function deliverMessage(world: World, id: string): Promise<void> {
  const pending = await world.books.pendingMessage(id);
  if (!pending) return;
  const thread =
    (await world.books.cardPlace(pending.runId)) ?? (await refreshRunCard(world, pending.runId));
  if (!thread) return;
  await world.books.write((tx) => tx.markMessageTried(id));
  const view = await world.books.viewRun(pending.runId);
  const place = await world.notifier.postMilestone(
    pending.milestone,
    view,
    thread,
    id,
    pending.inDoubt,
  );
  await failpoint("message.posted");
  await world.books.write((tx) => tx.markMessageDelivered(id, place, world.clock.now()));
}

/**
 * Shows the run's card as the run stands now; null where the run has no channel. Jobs of one run
 * are queued one behind the other, so that a card is never posted twice at once.
 */
export async function refreshRunCard(world: World, runId: string): Promise<MessagePlace | null> {
  const channel = await world.books.cardChannel(runId);
  if (channel === null) return null;
  const place = await world.books.cardPlace(runId);
  const view = await world.books.viewRun(runId);
  const shown = await world.notifier.showRunCard(view, place, channel);
  if (place?.ts !== shown.ts || place.channel !== shown.channel) {
    await failpoint("card.posted");
    await world.books.write((tx) => tx.saveCardPlace(runId, shown));
  }
  return shown;
}
