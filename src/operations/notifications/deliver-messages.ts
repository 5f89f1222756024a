import { BooksAway } from "../book-records.ts";
import { failpoint } from "../failpoint.ts";
import { type MessagePlace, type MessageTarget, NotifierTrouble } from "../ports.ts";
import type { World } from "../world.ts";
import type { Subject } from "./card.ts";
import { fileContent } from "./file-content.ts";
import { consequenceOf } from "./give-up.ts";
import type { FileToSend, PendingMessage } from "./outbox-message.ts";
import { newsIn, type Roll, rollUp } from "./roll-up.ts";
import { replaceCopy, showCard } from "./show-card.ts";
import { cardInPlaceOf, tellByCard } from "./tell-by-card.ts";
import { viewMessage } from "./view-message.ts";

/** Messages that are looked at to be told together. */
const mostLooked = 200;
/** After so many, other work of the queue has its turn. */
const mostAtOnce = 10;
/** What fails so often by no fault of the notifier's is a fault of ours, and holds up no other. */
const mostTries = 6;

/**
 * Delivers what is due in a channel, in its order, each message once: it is marked as tried before
 * and as delivered after, and where an earlier try is in doubt the notifier looks for it first.
 * While one can't be delivered, those behind it wait; one that never can be is marked with the
 * reason. Where the channel itself takes nothing, all that is due there is given up together and
 * taken up again together, before anything newer, so that its order stays. Gives the milliseconds
 * after which to come again, or null if nothing is left to do now.
 */
export async function deliverMessages(world: World, channel: string): Promise<number | null> {
  for (let left = mostAtOnce; left > 0; left--) {
    const due = await world.books.dueMessages(channel, world.clock.now(), mostLooked);
    const byCard = due.find((message) => cardInPlaceOf(message) !== null);
    const subject = byCard ? cardInPlaceOf(byCard) : null;
    if (byCard && subject) {
      await tellByCard(world, byCard, subject);
      continue;
    }
    const roll = await rollUp(world, due);
    if (!roll) return null;
    if ("held" in roll) continue;
    const next = await deliverNext(world, roll);
    if (next === "closed") return null;
    if (next !== "next") return next;
  }
  return 0;
}

/**
 * What to do after a message: the next one, as it was delivered or given up; nothing, as the
 * channel takes none; or the same again after so many milliseconds.
 */
type Next = "next" | "closed" | number;

async function deliverNext(world: World, { message, others }: Roll): Promise<Next> {
  const { channel } = message;
  const opened = await openThread(world, message);
  if (opened !== null) return opened;
  const waitMs = await world.books.write((tx) => tx.takeTurn("post", channel, world.notifier.pace));
  if (waitMs > 0) return waitMs;
  try {
    // Without its thread, the same is tried again at once.
    return (await deliver(world, message, others)) ? "next" : 0;
  } catch (error) {
    return noteTrouble(world, message, error);
  }
}

/** The card that opens the thread is posted before, if it is not there yet. */
async function openThread(world: World, message: PendingMessage): Promise<number | null> {
  const { thread, channel } = message;
  if (thread === null) return null;
  const copy = await world.books.findCopy(thread, channel);
  return copy && !copy.place ? showCard(world, thread, channel) : null;
}

/** False if the thread that it belongs in is gone: it is forgotten, and the card comes back. */
async function deliver(
  world: World,
  message: PendingMessage,
  others: readonly PendingMessage[],
): Promise<boolean> {
  const { id, channel } = message;
  const thread = others.length > 0 || message.rolled.length > 0 ? null : message.thread;
  const place = thread === null ? null : await world.books.threadPlace(thread, channel);
  const target = { channel, thread: place };
  const sent =
    message.kind === "file"
      ? await sendFile(world, message, message.data, target)
      : await post(world, message, target, others);
  if (!sent && thread !== null && place !== null) {
    await loseThread(world, thread, place);
    return false;
  }
  const stands = sent?.place ?? null;
  await world.books.write((tx) => tx.markMessageDelivered(id, stands, world.clock.now()));
  return true;
}

/** Somebody deleted what the thread hangs on. */
async function loseThread(world: World, thread: Subject, place: MessagePlace): Promise<void> {
  const { channel } = place;
  const copy = await world.books.findCopy(thread, channel);
  if (copy?.place?.ts === place.ts) await replaceCopy(world, copy);
  await world.books.write((tx) => tx.forgetThread(thread, channel));
}

/** Where it stands, if that is told; null if its thread is gone. */
type Sent = { readonly place: MessagePlace | null } | null;

async function post(
  world: World,
  message: PendingMessage,
  target: MessageTarget,
  others: readonly PendingMessage[],
): Promise<Sent> {
  const { id, isBroadcast, inDoubt } = message;
  const rolled = [...message.rolled, ...others.flatMap(newsIn)];
  const view = await viewMessage(world, message, rolled);
  const ids = others.map((other) => other.id);
  await world.books.write((tx) => tx.markMessageTried(id, ids));
  const broadcast = isBroadcast && target.thread !== null;
  const place = await world.notifier.post(view, target, { key: id, inDoubt, broadcast });
  await failpoint("message.posted");
  return place && { place };
}

/**
 * The file is made and handed over first, where nobody sees it; only then it is shown, and by its
 * id it is found again.
 */
async function sendFile(
  world: World,
  message: PendingMessage,
  { name, text, contentOf }: FileToSend,
  target: MessageTarget,
): Promise<Sent> {
  const { id, channel } = message;
  let { fileId } = message;
  if (fileId === null) {
    const content = await fileContent(world, contentOf);
    if (content === null) return { place: null };
    fileId = await world.notifier.uploadFile({ name, content, channel });
    const uploaded = fileId;
    await world.books.write((tx) => tx.saveFileId(id, uploaded));
  }
  await world.books.write((tx) => tx.markMessageTried(id));
  const file = { fileId, name, text };
  const isShared = await world.notifier.shareFile(file, target, message.inDoubt);
  await failpoint("file.shared");
  return isShared ? { place: null } : null;
}

async function noteTrouble(world: World, message: PendingMessage, error: unknown): Promise<Next> {
  // Books that are away say nothing about the message.
  if (error instanceof BooksAway) throw error;
  if (!(error instanceof NotifierTrouble)) return noteOwnFault(world, message, error);
  const { id, channel, troubleSince } = message;
  const at = world.clock.now();
  const what = consequenceOf(error, troubleSince, at);
  const { message: why, retryAfterMs, scope } = error;
  await world.books.write(async (tx) => {
    if (what.isFinal && what.againAt) {
      return tx.giveUpChannel(channel, { why, at, againAt: what.againAt });
    }
    await tx.markMessageTrouble(id, { why, at, isFinal: what.isFinal });
    if (scope === "everything" && retryAfterMs !== null) await tx.pauseTurns("post", retryAfterMs);
  });
  if (!what.isFinal) return what.waitMs;
  return what.againAt ? "closed" : "next";
}

/** The queue logs what is no fault of the notifier's, and comes again. */
async function noteOwnFault(
  world: World,
  { id, tries }: PendingMessage,
  error: unknown,
): Promise<Next> {
  const at = world.clock.now();
  const isFinal = tries + 1 >= mostTries;
  const why = error instanceof Error ? error.message : String(error);
  await world.books.write(async (tx) => {
    await tx.markMessageTrouble(id, { why, at, isFinal });
    await tx.markMessageTried(id);
  });
  if (!isFinal) throw error;
  return "next";
}
