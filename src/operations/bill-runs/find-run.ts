import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/** The run with this number, or the refusal `bill_run_unknown`. */
export async function findRun(world: World, number: number): Promise<BillRun | Refusal> {
  const run = await world.books.findRun(number);
  if (run) return run;
  const [latest] = await world.books.listRuns(1);
  const remedy = latest
    ? `The latest is BR-${latest.run.number}. See /billrun list.`
    : "There is none so far. Make one with /billrun preview.";
  return refuse("bill_run_unknown", `There is no BR-${number}.`, remedy);
}

const standing: Readonly<Record<BillRunState, string>> = {
  draft: "is a draft",
  previewing: "is being previewed",
  previewed: "is previewed",
  "awaiting-approval": "waits for approval",
  approved: "is approved",
  running: "is running",
  paused: "is paused",
  completed: "is completed",
  "completed-with-exceptions": "is completed with exceptions",
  canceled: "is canceled",
  reversed: "is reversed",
};

/** `BR` stands for the run. */
const nextStep: Readonly<Record<BillRunState, string>> = {
  draft: "Preview it first.",
  previewing: "Wait until the preview is done.",
  previewed: "Ask for approval, or preview it again.",
  "awaiting-approval": "Wait for the approval, or preview it again.",
  approved: "Launch it, or preview it again.",
  running: "Wait until it ends, or pause it.",
  paused: "Resume it.",
  completed: "See what it billed with /billrun show BR, or take it back with /billrun reverse BR.",
  "completed-with-exceptions": "Bill its parked and held accounts with /billrun retry BR.",
  canceled: "Make another with /billrun preview.",
  reversed: "Make another with /billrun preview.",
};

/** What is left to do where the run stands as it was to stand. */
const whenDone: Partial<Record<BillRunState, string>> = {
  running: "See how far it is with /billrun show BR.",
  paused: "Go on with /billrun resume BR.",
  completed: "See what it billed with /billrun show BR.",
};

/** States in which what was asked for is done, by what was asked for. */
const done: Readonly<Record<string, readonly BillRunState[]>> = {
  launched: ["running", "completed", "completed-with-exceptions"],
  paused: ["paused"],
  resumed: ["running"],
  canceled: ["canceled"],
};

/**
 * "BR-12 is running, so it can't be canceled." with what can be done in that state, or "BR-12 is
 * running already." where it stands as it was to stand.
 */
export function refuseInState(run: BillRun, cannot: string): Refusal {
  const stands = `BR-${run.number} ${standing[run.state]}`;
  const isDone = done[cannot]?.includes(run.state) ?? false;
  const next = (isDone ? whenDone[run.state] : undefined) ?? nextStep[run.state];
  const remedy = next.replaceAll(" BR", ` BR-${run.number}`);
  const message = isDone ? `${stands} already.` : `${stands}, so it can't be ${cannot}.`;
  return refuse("bill_run_state", message, remedy);
}

/** The refusal where the run's content is not the content that the person looked at. */
export function refuseOtherDigest(run: Pick<BillRun, "number">): Refusal {
  return refuse(
    "digest_changed",
    `BR-${run.number} was previewed again since that message, and its content changed.`,
    "Look at the newest card of the run and decide there.",
  );
}
