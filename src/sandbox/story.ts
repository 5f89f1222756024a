import type { Company } from "./main.ts";
import { sampleChannels } from "./sample-people.ts";
import type { Clickable, Driver } from "./slack/driver.ts";
import { summarise } from "./story-summary.ts";
import { startTelling, type Teller } from "./story-teller.ts";
import { answered, cardWith, formWith, messageWith, reach, threadSays } from "./story-waits.ts";

/** What the story is about. */
export type StoryOptions = {
  /** Filters of the preview, such as "target:2026-11-30 date:2026-11-01"; "" opens the form. */
  readonly filters: string;
  /** An account whose bill is explained at the end. */
  readonly explain: string;
  /** Key of a quote that is invoiced; null where there is none to invoice. */
  readonly quote: string | null;
  /** Takes the text, paragraph by paragraph. */
  readonly print: (text: string) => void;
};

/** What the story came to, for the exit status. */
export type StoryEnd = { readonly isSound: boolean };

type Cast = {
  readonly company: Company;
  readonly channel: string;
  readonly dana: Driver;
  /** In the order in which they are asked; the first is Lee. */
  readonly approvers: readonly Driver[];
  readonly teller: Teller;
};

/**
 * Plays a month's first run as people would in Slack: preview, refused self-approval, approval by
 * another, launch, the invoice of a quote with an approval of its own, a second run that finds
 * nothing left, and a look at the books. Prints the conversation as it goes. Throws where a step
 * does not lead where it should.
 */
export async function playStory(company: Company, options: StoryOptions): Promise<StoryEnd> {
  const channel = firstChannel();
  const dana = company.slack.person("U0DANA");
  const approvers = ["U0LEE", "U0PRIYA", "U0SAM"].map((id) => company.slack.person(id));
  const teller = startTelling(company.slack, dana, options.print);
  const cast: Cast = { company, channel, dana, approvers, teller };

  teller.chapter("Dana prepares the month's run.");
  await dana.command(channel, `preview ${options.filters}`);
  const previewed = await reach(company, 1, ["previewed"]);
  const card = await cardWith(dana, channel, "· previewed ");
  await threadSays(dana, card, /previewed/i);
  if (previewed.counts.billed > 0) await threadSays(dana, card, /All accounts of/);
  teller.tell();
  if (previewed.counts.billed === 0) {
    options.print("Nothing is due up to that day, so there is nothing to approve or to launch.");
    return { isSound: true };
  }
  await approve(cast, card);

  teller.chapter("Dana launches it.");
  await dana.click(card, "Launch");
  const ended = await reach(company, 1, ["completed", "completed-with-exceptions"]);
  await threadSays(dana, card, /completed/i);
  await cardWith(dana, channel, "· ended ");
  teller.tell(card);
  if (options.quote !== null) await invoiceQuote(cast, options.quote);

  teller.chapter("The same day once more: nothing is billed twice. And why was an account billed?");
  await dana.command(channel, `preview ${options.filters}`);
  const again = await reach(company, 2, ["previewed"]);
  await threadSays(dana, await cardWith(dana, channel, "nothing to approve"), /previewed/i);
  const explain = `explain ${options.explain} BR-1`;
  await answered(dana, channel, () => dana.command(channel, explain));
  teller.tell();

  teller.chapter("Who owes what, and do the books balance?");
  for (const question of ["aging", "reconcile"]) {
    await answered(dana, channel, () => dana.command(channel, question));
  }
  teller.tell();

  teller.chapter("What stands in the books now.");
  return summarise(company.world, { previewed, ended, again }, options.print);
}

/** Dana asks, and may not agree herself; the others do, as many as it takes, and one comes late. */
async function approve(cast: Cast, card: Clickable): Promise<void> {
  const { company, channel, dana, approvers, teller } = cast;
  teller.chapter("She asks for approval, and tries to approve it herself.");
  await dana.click(card, "Ask for approval");
  await cardWith(dana, channel, "[ Approve ]");
  await threadSays(dana, card, /asked for approval/);
  await eachHas(approvers, "[ Approve ]");
  await answered(dana, channel, () => dana.click(card, "Approve"));
  teller.tell();

  teller.chapter("Lee approves. Sam is a moment late.");
  for (const [index, approver] of approvers.entries()) {
    await answered(approver, channel, () => approver.click(card, "Approve"));
    await threadSays(dana, card, /Approved by/, index + 1);
    const run = await company.world.books.findRun(1);
    if (run?.state === "approved") break;
  }
  await reach(company, 1, ["approved"]);
  await cardWith(dana, channel, "[ Launch");
  const late = approvers.at(-1);
  if (late) await answered(late, channel, () => late.command(channel, "approve BR-1"));
  teller.tell(card);
}

/** What a customer agreed to is no part of a run: its invoice is posted by who approves it. */
async function invoiceQuote(cast: Cast, key: string): Promise<void> {
  const { channel, dana, approvers, teller } = cast;
  teller.chapter("A customer has accepted a quote. Its invoice takes an approval of its own.");
  await dana.command(channel, `quotes ${key}`);
  const form = await formWith(dana, "Somebody else approves it");
  teller.tell();
  teller.show("The form says:", form);
  await answered(dana, channel, () => dana.submit());
  const card = await messageWith(dana, channel, key, "[ Approve and post ]");
  await eachHas(approvers, "[ Approve and post ]");
  teller.tell();
  for (const approver of approvers) {
    await answered(approver, channel, () => approver.click(card, "Approve and post"));
    const isPosted = (shown: string) => shown.includes("It is done");
    if (approver.ephemerals(channel).some(({ shown }) => isPosted(shown))) break;
  }
  await messageWith(dana, channel, key, "Approved by");
  await threadSays(dana, card, /is posted/);
  teller.tell(card);
}

/** Waits until all of them have the request in their own messages, too. */
async function eachHas(people: readonly Driver[], text: string): Promise<void> {
  for (const person of people) {
    await messageWith(person, ownMessages(person), text);
  }
}

/** A person's own messages with the app. */
function ownMessages(person: Driver): string {
  return `D${person.id.slice(1)}`;
}

function firstChannel(): string {
  const [channel] = sampleChannels;
  if (!channel) throw new Error("the sample company has no channel");
  return channel.id;
}
