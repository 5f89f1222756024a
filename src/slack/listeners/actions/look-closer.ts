import { lookCloserAt } from "../../../operations/bill-runs/look-closer.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { lookCloserView } from "../../modals/look-closer-view.ts";
import type { RunAction } from "./run-action.ts";

export const lookCloser: RunAction = {
  action: "lookCloser",
  title: "Look closer",
  open: async ({ world, actor, seen }) => {
    const closer = await lookCloserAt(world, actor, { number: seen.run });
    return isRefusal(closer) ? closer : lookCloserView(closer);
  },
};
