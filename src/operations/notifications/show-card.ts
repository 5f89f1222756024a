import { failpoint } from "../failpoint.ts";
import { NotifierTrouble } from "../ports.ts";
import type { World } from "../world.ts";
import type { CardCopy, CardView, Subject } from "./card.ts";
import { consequenceOf } from "./give-up.ts";
import { loadCard } from "./load-card.ts";

/** One that somebody deletes comes back once; whoever deletes it again means it. */
const mostPosts = 2;

/**
 * Brings one copy of a card up to date: posts it where it does not stand yet, edits it where it
 * shows something else. Copies are worked on one by one, so that one that can't be shown holds up
 * no other, and all of them converge on what stands in the books. Gives the milliseconds after
 * which to come again, or null if the copy is as it should be or was given up.
 */
export async function showCard(
  world: World,
  subject: Subject,
  channel: string,
): Promise<number | null> {
  const copy = await world.books.findCopy(subject, channel);
  if (!copy) return null;
  const card = await loadCard(world, subject);
  if (!card) return null;
  const act = copy.place ? "edit" : "post";
  const waitMs = await world.books.write((tx) => tx.takeTurn(act, channel, world.notifier.pace));
  if (waitMs > 0) return waitMs;
  try {
    return copy.place ? await editCopy(world, card, copy) : await postCopy(world, card, copy);
  } catch (error) {
    if (!(error instanceof NotifierTrouble)) throw error;
    return noteTrouble(world, copy, act, error);
  }
}

async function editCopy(world: World, card: CardView, copy: CardCopy): Promise<number | null> {
  const { subject, channel, place, contentHash } = copy;
  if (!place) throw new Error(`${subject} does not stand in ${channel}`);
  const shown = await world.notifier.editCard(card, place, contentHash);
  const at = world.clock.now();
  if (shown === null) return replaceCopy(world, copy);
  if (shown !== contentHash || copy.troubleSince !== null) {
    await world.books.write((tx) =>
      tx.saveCopy(subject, channel, { place, contentHash: shown }, at),
    );
  }
  return null;
}

/**
 * A copy whose message was deleted, or may not be edited any more, is to be posted anew, once.
 * Gives the milliseconds after which to come again, or null if it was given up.
 */
export async function replaceCopy(world: World, copy: CardCopy): Promise<number | null> {
  const { subject, channel, posts } = copy;
  const isFinal = posts >= mostPosts;
  await world.books.write(async (tx) => {
    await tx.forgetCopyPlace(subject, channel);
    if (!isFinal) return;
    const why = "its message was deleted twice";
    const at = world.clock.now();
    await tx.markCopyTrouble(subject, channel, { why, at, isFinal, againAt: null });
  });
  return isFinal ? null : 0;
}

async function postCopy(world: World, card: CardView, copy: CardCopy): Promise<null> {
  const { subject, channel, inDoubt } = copy;
  await world.books.write((tx) => tx.markCopyTried(subject, channel));
  const shown = await world.notifier.postCard(card, channel, inDoubt);
  await failpoint("card.posted");
  await world.books.write((tx) => tx.saveCopy(subject, channel, shown, world.clock.now()));
  return null;
}

async function noteTrouble(
  world: World,
  { subject, channel, troubleSince }: CardCopy,
  act: "post" | "edit",
  trouble: NotifierTrouble,
): Promise<number | null> {
  const at = world.clock.now();
  const { message: why, retryAfterMs, scope } = trouble;
  const what = consequenceOf(trouble, troubleSince, at);
  const againAt = what.isFinal ? what.againAt : null;
  await world.books.write(async (tx) => {
    await tx.markCopyTrouble(subject, channel, { why, at, isFinal: what.isFinal, againAt });
    if (scope === "everything" && retryAfterMs !== null) await tx.pauseTurns(act, retryAfterMs);
  });
  return what.isFinal ? null : what.waitMs;
}
