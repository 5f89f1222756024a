import { runLabel } from "../billing/bill-run/bill-run.ts";
import { shortDigest } from "../billing/bill-run/digest.ts";
import type { AccountOutcome } from "../billing/bill-run/proposal.ts";
import { formatMinor } from "../billing/money/format-amount.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import { examineBooks } from "../operations/reconciliation/examine-books.ts";
import type { Company } from "./main.ts";
import { sampleChannels } from "./sample-people.ts";
import type { Clickable, Driver } from "./slack/driver.ts";

/** Long enough for a company of many thousand accounts on a slow machine. */
const patienceMs = 300_000;

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

/**
 * Plays a month's first run as four people would in Slack: preview, refused self-approval, approval
 * by another, launch, a second run that finds nothing left, and a look at the books. Prints the
 * conversation as it goes. Throws where a step does not lead where it should.
 */
export async function playStory(company: Company, options: StoryOptions): Promise<StoryEnd> {
  const teller = startTelling(company, options.print);
  const channel = firstChannel();
  const [dana, lee, sam] = ["U0DANA", "U0LEE", "U0SAM"].map((id) => company.slack.person(id));
  if (!dana || !lee || !sam) throw new Error("the sample company has lost its people");

  options.print("Dana prepares the run.");
  await dana.command(channel, `preview ${options.filters}`);
  const previewed = await reach(company, 1, "previewed");
  const card = await cardWith(dana, channel, "[ Ask for approval");
  teller.tell();

  options.print("She asks for approval, and tries to approve it herself.");
  await dana.click(card, "Ask for approval");
  await cardWith(dana, channel, "[ Approve ]");
  await answered(dana, channel, () => dana.click(card, "Approve"));
  teller.tell(card);

  options.print("Lee approves. Sam is a moment late.");
  await lee.click(card, "Approve");
  await cardWith(dana, channel, "[ Launch");
  await answered(sam, channel, () => sam.command(channel, "approve BR-1"));
  teller.tell(card);

  options.print("Dana launches it.");
  await dana.click(card, "Launch");
  const ended = await reach(company, 1, "completed");
  await threadEnds(dana, card);
  await cardWith(dana, channel, "· ended ");
  teller.tell(card);

  options.print(
    "The same day once more: nothing is billed twice. And why was an account billed that?",
  );
  await dana.command(channel, `preview ${options.filters}`);
  const again = await reach(company, 2, "previewed");
  await cardWith(dana, channel, "nothing to approve");
  const explain = `explain ${options.explain} BR-1`;
  await answered(dana, channel, () => dana.command(channel, explain));
  teller.tell();

  return summarise(company, { previewed, ended, again }, options.print);
}

type Views = Readonly<Record<"previewed" | "ended" | "again", BillRunView>>;

/** What stands in the books now, held against what was seen before. */
async function summarise(
  company: Company,
  views: Views,
  print: (text: string) => void,
): Promise<StoryEnd> {
  const { previewed, ended, again } = views;
  const health = await examineBooks(company.world);
  const sameDigest = previewed.run.digest !== null && previewed.run.digest === ended.run.digest;
  const isSound = health.breaches.length === 0 && sameDigest && again.counts.billed === 0;
  const totals = ended.totals.map((row) => {
    const amount = `${formatMinor(row.invoicedMinor, row.currency)} ${row.currency}`;
    const memos = row.creditMemos > 0 ? `, ${row.creditMemos} credit memos` : "";
    return `  ${amount} in ${row.invoices} invoices${memos}`;
  });
  const outcomes: AccountOutcome[] = ["billed", "nothing-due", "excluded", "parked", "held"];
  const counts = outcomes.map((name) => `${ended.counts[name]} ${name.replace("-", " ")}`);
  print(
    [
      `${runLabel(ended.run)} is ${ended.run.state}.`,
      ...totals,
      `  ${ended.counts.eligible} accounts = ${counts.join(" + ")}`,
      `  digest approved ${shortDigest(previewed.run.digest ?? "")}, posted ` +
        `${shortDigest(ended.run.digest ?? "")}: ${sameDigest ? "the same" : "NOT THE SAME"}`,
      `  a second run for the same day bills ${again.counts.billed} accounts`,
      health.breaches.length === 0
        ? "  doctor: every promise holds"
        : `  doctor: ${health.breaches.map((row) => `${row.invariant} ${row.message}`).join("; ")}`,
    ].join("\n"),
  );
  return { isSound };
}

function firstChannel(): string {
  const [channel] = sampleChannels;
  if (!channel) throw new Error("the sample company has no channel");
  return channel.id;
}

/** Prints what was said since the last time, and how the card stands now, which is edited in place. */
function startTelling(company: Company, print: (text: string) => void) {
  let told = lastTs(company);
  return {
    tell(card?: Clickable) {
      const text = company.slack.transcript({ afterTs: told }).trimEnd();
      told = lastTs(company);
      if (text.trim() !== "") print(text);
      const [reader] = company.slack.state.peopleById.keys();
      if (!card || reader === undefined) return;
      const messages = company.slack.person(reader).messages(card.channelId);
      const shown = messages.find((message) => message.ts === card.ts)?.shown;
      if (shown) print(`The card now:\n\n${shown.replace(/^/gm, "  ")}`);
    },
  };
}

function lastTs(company: Company): string {
  const micros = company.slack.state.lastTsMicros;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, "0")}`;
}

/** Waits until the run stands where it should; a run that ends elsewhere ends the story. */
async function reach(company: Company, number: number, state: string): Promise<BillRunView> {
  const { books } = company.world;
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const run = await books.findRun(number);
    if (run?.state === state) return books.viewRun(run.id);
    if (Date.now() > giveUpAt) {
      throw new Error(`BR-${number} is ${run?.state ?? "not there"}, and should be ${state}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The newest card of a run that shows `text`; waits for it. */
async function cardWith(person: Driver, channel: string, text: string) {
  const isCard = (shown: string) => shown.includes("Made by ") && shown.includes(text);
  const find = () => [...person.messages(channel)].reverse().find((m) => isCard(m.shown));
  return person.waitFor(find, { timeoutMs: patienceMs, what: `a card with ${text}` });
}

/** Does something and waits until the app answers the person alone. */
async function answered(person: Driver, channel: string, act: () => Promise<unknown>) {
  const before = person.ephemerals(channel).length;
  await act();
  const told = () => person.ephemerals(channel).length > before;
  await person.waitFor(told, { what: "an answer" });
}

async function threadEnds(person: Driver, card: Clickable): Promise<void> {
  const ended = () =>
    person
      .thread(card.channelId, card.ts)
      .some((m) => m.ts !== card.ts && /ended|completed/i.test(m.shown));
  await person.waitFor(ended, { timeoutMs: patienceMs, what: "the end in the thread" });
}
