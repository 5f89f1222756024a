import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { checkApproval } from "../../../operations/approvals/check-approval.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { voteRefusal } from "../../messages/vote-refusal.ts";
import { approveView } from "../../modals/vote-view.ts";
import type { RunReference } from "../../run-reference.ts";
import type { RunAction } from "./run-action.ts";

/** Approving a run with a comment or, above the policy's limit, with its total typed. */
export const approveWithComment: RunAction = {
  action: "comment",
  title: "Approve",
  check: async ({ world, actor, seen }) => {
    const view = await checkApproval(world, actor, { ...aboutRun(seen), decision: "approve" });
    return isRefusal(view) ? voteRefusal(view, seen.run) : null;
  },
  open: async ({ world, actor, seen, channel }) => {
    const about = aboutRun(seen);
    const view = await checkApproval(world, actor, { ...about, decision: "approve" });
    return isRefusal(view) ? view : approveView(view, { ...about, digest: seen.digest }, channel);
  },
};

function aboutRun({ run: number }: RunReference) {
  return { kind: "run", subject: runLabel({ number }) } as const;
}
