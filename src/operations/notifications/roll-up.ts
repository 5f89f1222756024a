import type { World } from "../world.ts";
import type { News } from "./news.ts";
import { noticeEvents } from "./notice-events.ts";
import type { PendingMessage } from "./outbox-message.ts";

/** So much news of a kind is told one by one; more of it within `burstMs` is told together. */
const mostApart = 5;
const burstMs = 600_000;

/** The next message of a channel, and those that it tells too. */
export type Roll = {
  readonly message: PendingMessage;
  readonly others: readonly PendingMessage[];
};

/**
 * Chooses what is told next of what is due in a channel: what waited is told together, and so is
 * what comes too often. Null where nothing is due; `held` where it has to wait, to be told together
 * with what still comes.
 */
export async function rollUp(
  world: World,
  due: readonly PendingMessage[],
): Promise<Roll | { readonly held: number } | null> {
  const [message, ...rest] = due;
  if (!message) return null;
  const [news] = newsIn(message);
  // One in doubt tells what it told before, so that it is known again.
  if (!news || message.inDoubt) return { message, others: [] };
  const fresh = rest.filter((other) => other.kind === "news" && !other.inDoubt);
  if (message.isHeld) return { message, others: fresh.filter((other) => other.isHeld) };
  const alike = fresh.filter((other) => newsIn(other).some(({ event }) => event === news.event));
  if (alike.length >= mostApart) return { message, others: alike };
  if (noticeEvents[news.event].urgency === "now") return { message, others: [] };
  const now = world.clock.now();
  const since = new Date(now.getTime() - burstMs);
  const told = await world.books.countTold(message.channel, news.event, since);
  if (told < mostApart) return { message, others: [] };
  const ids = [message, ...alike].map(({ id }) => id);
  const until = new Date(now.getTime() + burstMs);
  await world.books.write((tx) => tx.holdMessages(ids, until));
  return { held: ids.length };
}

/** The news that a message tells; none where it tells something else. */
export function newsIn(message: PendingMessage): readonly News[] {
  return message.kind === "news" ? [message.data] : [];
}
