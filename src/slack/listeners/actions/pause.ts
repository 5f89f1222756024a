import { refuseInState } from "../../../operations/bill-runs/find-run.ts";
import { showBillRun } from "../../../operations/bill-runs/show-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { pauseRunView } from "../../modals/pause-run-view.ts";
import type { RunAction } from "./run-action.ts";

export const pause: RunAction = {
  action: "pause",
  title: "Pause",
  open: async ({ world, actor, seen, channel }) => {
    const view = await showBillRun(world, actor, { number: seen.run });
    if (isRefusal(view)) return view;
    if (view.run.state !== "running") return refuseInState(view.run, "paused");
    return pauseRunView(view, { run: seen.run, digest: seen.digest, channel });
  },
};
