import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/** The run with this number, or the refusal `bill_run_unknown`. */
export async function findRun(world: World, number: number): Promise<BillRun | Refusal> {
  const run = await world.books.findRun(number);
  if (run) return run;
  const [latest] = await world.books.listRuns(1);
  const hint = latest ? `The latest is BR-${latest.run.number}.` : "There is none so far.";
  return refuse("bill_run_unknown", `There is no BR-${number}.`, `${hint} See /billrun list.`);
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

const nextStep: Readonly<Record<BillRunState, string | null>> = {
  draft: "Preview it first.",
  previewing: "Wait until the preview is done.",
  previewed: "Ask for approval, or preview it again.",
  "awaiting-approval": "Wait for the approval, or preview it again.",
  approved: "Launch it, or preview it again.",
  running: "Wait until it ends, or pause it.",
  paused: "Resume it.",
  completed: null,
  "completed-with-exceptions": "Its parked and held accounts can be billed by a retry.",
  canceled: "Make a new run.",
  reversed: "Make a new run.",
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
 * canceled already." where nothing is left to do.
 */
export function refuseInState(run: BillRun, cannot: string): Refusal {
  const stands = `BR-${run.number} ${standing[run.state]}`;
  if (done[cannot]?.includes(run.state)) return refuse("bill_run_state", `${stands} already.`);
  return refuse("bill_run_state", `${stands}, so it can't be ${cannot}.`, nextStep[run.state]);
}

/** The refusal where the run's content is not the content that the person looked at. */
export function refuseOtherDigest(run: Pick<BillRun, "number">): Refusal {
  return refuse(
    "digest_changed",
    `BR-${run.number} was previewed again since that message, and its content changed.`,
    "Look at the newest card of the run and decide there.",
  );
}
