import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import type { Refusal } from "../../operations/refusal.ts";
import { remindButton } from "../approval-reference.ts";
import type { SlackMessage } from "../blocks.ts";
import { runButton } from "../run-buttons.ts";
import { refusalMessage } from "./refusal-message.ts";

/** Why somebody can't vote on a run; whoever made it can remind those who can. */
export function voteRefusal(refusal: Refusal, number: number): SlackMessage {
  const remind = runButton({ number, digest: null }, "remind", "Remind them");
  return refusalMessage(refusal, isOwn(refusal) ? [remind] : []);
}

/** The same of anything that waits for approval. */
export function approvalRefusal(
  refusal: Refusal,
  about: { readonly kind: ApprovalKind; readonly subject: string },
): SlackMessage {
  return refusalMessage(refusal, isOwn(refusal) ? [remindButton(about)] : []);
}

/** Others can do it, and are named. */
function isOwn({ refusal, remedy }: Refusal): boolean {
  return refusal === "self_approval" && (remedy ?? "").endsWith(" can.");
}
