import type { World } from "../world.ts";
import type { Subject } from "./card.ts";
import { loadCard } from "./load-card.ts";
import type { News } from "./news.ts";
import type { PendingMessage } from "./outbox-message.ts";

/** What waits for approval is told by its card, so that people can act where they are told. */
export function isToldByCard({ event }: Pick<News, "event">): boolean {
  return event === "run-needs-approval" || event === "approval-needed";
}

/** The subject whose card takes the place of a message that waited for the morning, or null. */
export function cardInPlaceOf(message: PendingMessage): Subject | null {
  const isCard = message.kind === "news" && isToldByCard(message.data);
  return isCard && message.rolled.length === 0 ? message.thread : null;
}

/** Shows the card instead of the message; nothing where it was decided in the meantime. */
export async function tellByCard(
  world: World,
  { id, channel }: PendingMessage,
  subject: Subject,
): Promise<void> {
  const isWaiting = await waitsForApproval(world, subject);
  await world.books.write(async (tx) => {
    if (isWaiting) await tx.queueCard(subject, [channel]);
    await tx.markMessageDelivered(id, null, world.clock.now());
  });
}

async function waitsForApproval(world: World, subject: Subject): Promise<boolean> {
  const card = await loadCard(world, subject);
  if (!card) return false;
  return card.kind === "run"
    ? card.view.run.state === "awaiting-approval"
    : card.view.approval.state === "open";
}
