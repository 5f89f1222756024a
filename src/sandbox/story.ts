import type { BillRunState } from "../billing/bill-run/lifecycle.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import type { Company } from "./main.ts";
import { sampleChannels } from "./sample-people.ts";
import type { Clickable, Driver } from "./slack/driver.ts";
import { summarise } from "./story-summary.ts";
import { startTelling, type Teller } from "./story-teller.ts";

/** Nothing moved for so long: it will not any more. */
const patienceMs = 60_000;
/** How often a run is looked at, and how often its progress, which costs more. */
const lookMs = 50;
const lookCloserMs = 1_000;

/** What the story is about. */
export type StoryOptions = {
  /** Filters of the preview, such as "target:2026-11-30 date:2026-11-01"; "" opens the form. */
  readonly filters: string;
  /** An account whose bill is explained at the end. */
  readonly explain: string;
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
 * another, launch, a second run that finds nothing left, and a look at the books. Prints the
 * conversation as it goes. Throws where a step does not lead where it should.
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

  teller.chapter("The same day once more: nothing is billed twice. And why was an account billed?");
  await dana.command(channel, `preview ${options.filters}`);
  const again = await reach(company, 2, ["previewed"]);
  await threadSays(dana, await cardWith(dana, channel, "nothing to approve"), /previewed/i);
  const explain = `explain ${options.explain} BR-1`;
  await answered(dana, channel, () => dana.command(channel, explain));
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
  await answered(dana, channel, () => dana.click(card, "Approve"));
  teller.tell(card);

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

function firstChannel(): string {
  const [channel] = sampleChannels;
  if (!channel) throw new Error("the sample company has no channel");
  return channel.id;
}

/** Waits until the run stands where it should, for as long as it moves. */
async function reach(
  company: Company,
  number: number,
  states: readonly BillRunState[],
): Promise<BillRunView> {
  const { books } = company.world;
  let [moved, movedAt, lookedAt] = ["", Date.now(), Date.now()];
  for (;;) {
    const run = await books.findRun(number);
    if (run && states.includes(run.state)) return books.viewRun(run.id);
    if (Date.now() - lookedAt > lookCloserMs) {
      lookedAt = Date.now();
      const seen = run ? `${run.state} ${(await books.viewRun(run.id)).counts.done}` : "";
      if (seen !== moved) [moved, movedAt] = [seen, Date.now()];
    }
    if (Date.now() - movedAt > patienceMs) {
      const now = run ? `is still ${run.state}` : "was not made";
      throw new Error(
        `BR-${number} ${now}, and nothing has moved for ${patienceMs / 1000} seconds`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

/** The newest card of a run that shows `text`; waits for it. */
async function cardWith(person: Driver, channel: string, text: string): Promise<Clickable> {
  const isCard = (shown: string) => shown.includes("Made by ") && shown.includes(text);
  const find = () => [...person.messages(channel)].reverse().find((m) => isCard(m.shown));
  return person.waitFor(find, { timeoutMs: patienceMs, what: `a card with “${text}”` });
}

/** Does something and waits until the app answers the person alone. */
async function answered(person: Driver, channel: string, act: () => Promise<unknown>) {
  const before = person.ephemerals(channel).length;
  await act();
  const told = () => person.ephemerals(channel).length > before;
  await person.waitFor(told, { timeoutMs: patienceMs, what: "an answer" });
}

/**
 * Waits until the run's thread says it, `times` times: what a chapter did is told in it, not later.
 */
async function threadSays(person: Driver, card: Clickable, what: RegExp, times = 1): Promise<void> {
  const isSaid = () =>
    person
      .thread(card.channelId, card.ts)
      .filter((message) => message.ts !== card.ts && what.test(message.shown)).length >= times;
  await person.waitFor(isSaid, { timeoutMs: patienceMs, what: `${what} in the run's thread` });
}
