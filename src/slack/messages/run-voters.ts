import type { Vote } from "../../billing/approvals/approval.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { listText, mentionOf } from "../text/people-text.ts";

/** The voters of one decision, by mention. */
export function votersText(view: BillRunView, decision: Vote["decision"]): string {
  const votes = (view.approval?.votes ?? []).filter((vote) => vote.decision === decision);
  return listText(votes.map((vote) => mentionOf(view.people, vote.memberId, vote.memberName)));
}
