import type { World } from "../world.ts";
import { subjectParts } from "./card.ts";
import { heldUntil } from "./held-until.ts";
import { makeNews } from "./make-news.ts";
import type { Happening, MadeNews, News } from "./news.ts";
import { noticeEvents } from "./notice-events.ts";
import { isHeard, narrowed, type Subscription } from "./subscription.ts";
import { isToldByCard } from "./tell-by-card.ts";

/**
 * Tells the channels that asked for it of something that happened: each hears it once, at once or
 * when its digest or morning comes. Done a second time it tells nothing.
 */
export async function spreadHappening(world: World, id: string): Promise<void> {
  const happening = await world.books.waitingHappening(id);
  if (!happening) return;
  const made = await makeNews(world, happening);
  await tellChannels(world, happening, made);
}

/** Queues news for every channel that hears of it, and notes that it is spread. */
async function tellChannels(
  world: World,
  happening: Happening,
  made: MadeNews | null,
): Promise<void> {
  const own = await ownChannel(world, happening);
  const all = await world.books.listSubscriptions();
  const told = all.flatMap((subscription) => {
    if (!made || !isHeard(subscription, made.facts)) return [];
    const first = made.news.find(({ event }) => subscription.events.includes(event));
    const heard = first ? narrowed(subscription, first, made.overdue ?? []) : null;
    // A run's own channel sees it all in the run's thread.
    return heard && subscription.channel !== own ? [{ subscription, heard }] : [];
  });
  await world.books.write(async (tx) => {
    if (!(await tx.markSpread(happening.id, world.clock.now()))) return;
    for (const { subscription, heard } of told) {
      const { channel } = subscription;
      const until = waitOf(world, subscription, heard);
      if (isToldByCard(heard) && until === null) {
        await tx.queueCard(happening.subject, [channel]);
        continue;
      }
      await tx.queueMessage({
        ...{ kind: "news", data: heard, channel, thread: happening.subject },
        key: `${happening.key}:${channel}`,
        broadcast: noticeEvents[heard.event].broadcast,
        heldUntil: until,
      });
    }
  });
}

function waitOf(world: World, subscription: Subscription, news: News): Date | null {
  return heldUntil(subscription, noticeEvents[news.event].urgency, world.clock.now());
}

async function ownChannel(world: World, { subject, data }: Happening): Promise<string | null> {
  const { kind, id } = subjectParts(subject);
  return kind === "run" ? world.books.cardChannel(id) : (data.toldIn ?? null);
}
