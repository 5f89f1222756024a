import { showBillRun } from "../../../operations/bill-runs/show-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { lookCloserView } from "../../modals/look-closer-view.ts";
import type { RunAction } from "./run-action.ts";

export const lookCloser: RunAction = {
  action: "lookCloser",
  title: "Look closer",
  open: async ({ world, actor, seen }) => {
    const view = await showBillRun(world, actor, { number: seen.run });
    return isRefusal(view) ? view : lookCloserView(view);
  },
};
