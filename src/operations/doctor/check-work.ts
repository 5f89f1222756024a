import { countOf } from "../../billing/money/amount-text.ts";
import type { Check } from "../ports.ts";
import type { World } from "../world.ts";
import { bad, fine } from "./check-database.ts";

/** Messages and jobs are done within seconds; after ten minutes something is in their way. */
const lateMs = 600_000;
/** Workers beat every ten seconds. */
const silentMs = 30_000;
/** Messages and cards in trouble that are looked through. */
const mostLooked = 100;
/** So many of each kind are told; the first ones say enough. */
const told = 5;
/** An error's first words name it; the log has the rest. */
const errorLength = 160;

/** Jobs that fail again and again, or were given up. */
export async function checkJobs({ books }: World): Promise<readonly Check[]> {
  const jobs = await books.troubledJobs(told);
  if (jobs.length === 0) return [fine("Queue", "No job is stuck.")];
  return jobs.map(({ task, tries, gaveUp, error }) => {
    const how = gaveUp ? `was given up after ${tries} tries` : `failed ${tries} times`;
    const text = `A job ${task} ${how}: ${error.split("\n")[0]?.slice(0, errorLength)}.`;
    const remedy = gaveUp
      ? "Remove its cause (the workers' log has all of it); resume or preview the run again."
      : "Remove its cause (the workers' log has all of it); it is tried again by itself.";
    return bad("Queue", text, remedy);
  });
}

/** Whether anybody takes jobs. */
export async function checkWorkers({ books, clock }: World): Promise<readonly Check[]> {
  const many = await books.countWorkers(new Date(clock.now().getTime() - silentMs));
  if (many > 0) return [fine("Workers", `${countOf(many, "worker")} at work.`)];
  const waiting = await books.countWaitingJobs(silentMs / 1000);
  if (waiting === 0) return [fine("Workers", "None is running, and nothing waits for one.")];
  const text = `No worker is running, and ${countOf(waiting, "job")} for runs and messages wait.`;
  return [bad("Workers", text, "Start the server (npm start) or a worker (npm run worker).")];
}

/** Whether chunks of runs were left behind. */
export async function checkChunks({ books, clock }: World): Promise<readonly Check[]> {
  const chunks = await books.strandedChunks(clock.now());
  const length = chunks.length + (await books.strandedReversals()).length;
  if (length === 0) return [fine("Runs", "No run was left behind.")];
  const text = `${countOf(length, "chunk")} of running runs ${length === 1 ? "waits" : "wait"}.`;
  return [bad("Runs", text, "A worker takes them up within ten seconds: start one if none runs.")];
}

/** Whether messages reach Slack. */
export async function checkMessages({ books, clock }: World): Promise<readonly Check[]> {
  const before = new Date(clock.now().getTime() - lateMs);
  const late = await books.lateMessages(before, told);
  if (late.length === 0) return [fine("Messages", "Every message was delivered.")];
  const all = late.map(({ channel, gaveUp, comesAgain, trouble }) => {
    const why = trouble ? `: ${trouble.slice(0, errorLength)}` : "";
    if (gaveUp) {
      const text = `A message for ${channel} was given up${why}.`;
      return bad("Messages", text, remedyOf(comesAgain));
    }
    const text = `A message for ${channel} waits for more than ten minutes${why}.`;
    return bad("Messages", text, "See what is said of Slack and of workers here.");
  });
  return saidOnce(all);
}

function remedyOf(comesAgain: boolean): string {
  const { resend, forget } = { resend: "/billrun notify resend", forget: "/billrun notify forget" };
  return comesAgain
    ? `Put that right, and it comes within the hour; at once with ${resend}. Or ${forget}.`
    : `Put that right, then ${resend}; or ${forget}.`;
}

/** What is wrong for the same cause is told once. */
function saidOnce(checks: readonly Check[]): readonly Check[] {
  return [...new Map(checks.map((check) => [check.text, check])).values()];
}

/** Whether cards show what stands in the books. */
export async function checkCards({ books }: World): Promise<readonly Check[]> {
  const cards = (await books.undelivered(mostLooked)).filter(({ what }) => what === "card");
  if (cards.length === 0) return [fine("Cards", "Every card is up to date.")];
  const all = cards.map(({ channel, trouble, isGivenUp, comesAgain }) => {
    const why = trouble.slice(0, errorLength);
    if (isGivenUp) {
      return bad("Cards", `A card in ${channel} was given up: ${why}.`, remedyOf(comesAgain));
    }
    return bad("Cards", `A card in ${channel} is out of date: ${why}.`, "It is tried again.");
  });
  return saidOnce(all).slice(0, told);
}
