import { findReversible } from "../../../operations/bill-runs/reverse-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { refusalMessage } from "../../messages/refusal-message.ts";
import { reverseRunView } from "../../modals/reverse-run-view.ts";
import type { RunAction } from "./run-action.ts";

export const reverse: RunAction = {
  action: "reverse",
  title: "Reverse a run",
  // Who may not, or what can't be reversed, is told at once, and nobody fills in a form in vain.
  check: async ({ world, actor, seen }) => {
    const plan = await findReversible(world, actor, seen.run);
    return isRefusal(plan) ? refusalMessage(plan) : null;
  },
  open: async ({ world, actor, seen, channel }) => {
    const plan = await findReversible(world, actor, seen.run);
    if (isRefusal(plan)) return plan;
    return reverseRunView(plan, { subject: `BR-${seen.run}`, channel });
  },
};
