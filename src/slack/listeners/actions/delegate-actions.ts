import { endDelegation } from "../../../operations/approvals/end-delegation.ts";
import { showDelegations } from "../../../operations/approvals/show-delegations.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { todayOf } from "../../../operations/today.ts";
import { delegateView, endDelegationAction } from "../../modals/delegate-view.ts";
import type { ElementAction } from "./element-action.ts";

/** What stands behind the button that ends a delegation; the form shows it at once. */
export const delegateActions: readonly ElementAction[] = [
  {
    actionId: endDelegationAction,
    act: () => ({ action: "slack.delegate", subject: "off" }),
    change: async ({ world, actor, channel }) => {
      const ended = await endDelegation(world, actor);
      if (isRefusal(ended)) return ended;
      const view = await showDelegations(world, actor);
      return isRefusal(view) ? view : delegateView(view, await todayOf(world), channel);
    },
  },
];
