import type { BillRunState } from "../billing/bill-run/lifecycle.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import { startProgress } from "./progress.ts";
import type { OpenCompany } from "./root.ts";

const atWork: readonly BillRunState[] = ["previewing", "running"];
const lookEveryMs = 200;

/** A launch that a freeze stops goes on when it is lifted, and nobody knows when that is. */
function isFrozen({ run, frozen }: BillRunView): boolean {
  return run.state === "running" && frozen !== null;
}

/** Works a run's chunks in this process, with a progress bar, until its phase is over. */
export async function followRun(company: OpenCompany, runId: string): Promise<void> {
  const { books } = company.world;
  const first = await books.viewRun(runId);
  if (!atWork.includes(first.run.state) || isFrozen(first)) return;
  const work = await company.startWork();
  const bar = startProgress(
    first.run.state === "previewing" ? "Preview" : "Launch",
    first.counts.eligible,
    "accounts",
  );
  try {
    for (;;) {
      const view = await books.viewRun(runId);
      bar.update(view.counts.done);
      if (!atWork.includes(view.run.state) || isFrozen(view)) return;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  } finally {
    bar.stop();
    await work.stop();
  }
}
