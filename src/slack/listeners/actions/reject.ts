import { showBillRun } from "../../../operations/bill-runs/show-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { rejectRunView } from "../../modals/reject-run-view.ts";
import type { RunAction } from "./run-action.ts";

export const reject: RunAction = {
  action: "reject",
  title: "Reject",
  open: async ({ world, actor, seen, channel }) => {
    const view = await showBillRun(world, actor, { number: seen.run });
    return isRefusal(view) ? view : rejectRunView(view, { ...seen, channel });
  },
};
