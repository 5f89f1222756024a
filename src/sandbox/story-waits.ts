import type { BillRunState } from "../billing/bill-run/lifecycle.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import type { Company } from "./main.ts";
import type { Clickable, Driver } from "./slack/driver.ts";

/** Nothing moved for so long: it will not any more. */
const patienceMs = 60_000;
/** How often a run is looked at, and how often its progress, which costs more. */
const lookMs = 50;
const lookCloserMs = 1_000;

/** Waits until the run stands where it should, for as long as it moves. */
export async function reach(
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
export async function cardWith(person: Driver, channel: string, text: string): Promise<Clickable> {
  const isCard = (shown: string) => shown.includes("Made by ") && shown.includes(text);
  const find = () => [...person.messages(channel)].reverse().find((m) => isCard(m.shown));
  return person.waitFor(find, { timeoutMs: patienceMs, what: `a card with “${text}”` });
}

/** The newest message of a channel that shows all of `texts`; waits for it. */
export async function messageWith(
  person: Driver,
  channel: string,
  ...texts: readonly string[]
): Promise<Clickable> {
  const isIt = (shown: string) => texts.every((text) => shown.includes(text));
  const find = () => [...person.messages(channel)].reverse().find((m) => isIt(m.shown));
  const what = `a message with “${texts.join("” and “")}”`;
  return person.waitFor(find, { timeoutMs: patienceMs, what });
}

/** What a form says that was opened empty and is filled by now. */
export async function formWith(person: Driver, text: string): Promise<string> {
  const find = () => {
    const shown = person.modal()?.shown;
    return shown?.includes(text) ? shown : null;
  };
  return person.waitFor(find, { timeoutMs: patienceMs, what: `a form with “${text}”` });
}

/** Does something and waits until the app answers the person alone. */
export async function answered(person: Driver, channel: string, act: () => Promise<unknown>) {
  const before = person.ephemerals(channel).length;
  await act();
  const told = () => person.ephemerals(channel).length > before;
  await person.waitFor(told, { timeoutMs: patienceMs, what: "an answer" });
}

/**
 * Waits until the run's thread says it, `times` times: what a chapter did is told in it, not later.
 */
export async function threadSays(
  person: Driver,
  card: Clickable,
  what: RegExp,
  times = 1,
): Promise<void> {
  const isSaid = () =>
    person
      .thread(card.channelId, card.ts)
      .filter((message) => message.ts !== card.ts && what.test(message.shown)).length >= times;
  await person.waitFor(isSaid, { timeoutMs: patienceMs, what: `${what} in the run's thread` });
}
