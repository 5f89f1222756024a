import { checkVote } from "../../../operations/bill-runs/check-vote.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { voteRefusal } from "../../messages/vote-refusal.ts";
import { rejectRunView } from "../../modals/reject-run-view.ts";
import type { RunAction } from "./run-action.ts";

export const reject: RunAction = {
  action: "reject",
  title: "Reject",
  // Who may not vote is told at once, and fills in no form in vain.
  check: async ({ world, actor, seen }) => {
    const view = await checkVote(world, actor, { number: seen.run, decision: "reject" });
    return isRefusal(view) ? voteRefusal(view, seen.run) : null;
  },
  open: async ({ world, actor, seen, channel }) => {
    const view = await checkVote(world, actor, { number: seen.run, decision: "reject" });
    return isRefusal(view)
      ? view
      : rejectRunView(view, { run: seen.run, digest: seen.digest, channel });
  },
};
