import { listApprovals } from "../../../operations/approvals/list-approvals.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { approvalListMessage } from "../../messages/approval-list-message.ts";
import type { Command } from "./command.ts";

export const approvals: Command = {
  name: "approvals",
  usage: "approvals",
  summary: "everything that waits for approval, yours first",
  detail:
    "What waits, how much it is, who is needed and until when. Approve or reject it right there, " +
    "or remind those who can. See who must agree to what with /billrun settings approvals.",
  run: async ({ world, actor }) => {
    const list = await listApprovals(world, actor);
    return isRefusal(list) ? list : approvalListMessage(list);
  },
};
