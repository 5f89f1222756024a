import type { Vote } from "../../../billing/approvals/approval.ts";
import { findApprovable } from "../../../operations/approvals/find-approvable.ts";
import { voteOnApproval } from "../../../operations/approvals/vote-on-approval.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import type { SlackMessage } from "../../blocks.ts";
import { approvalRefusal } from "../../messages/vote-refusal.ts";
import { voteNotice } from "../vote-notice.ts";
import { type CommandCall, runNumberIn } from "./command.ts";

/** "total:316,985.75" or "total:316985.75", anywhere among the words. */
const totalPattern = /(?:^|\s)total:(\S+)/i;

/** Votes on what the words name, with the rest of them as the comment. */
export async function vote(
  { world, actor, words }: CommandCall,
  decision: Vote["decision"],
  usage: string,
): Promise<SlackMessage | Refusal> {
  if (words === "") {
    const missing = runNumberIn("", usage);
    if (isRefusal(missing)) return missing;
  }
  const typedTotal = totalPattern.exec(words)?.[1] ?? null;
  const about = await findApprovable(world, words.replace(totalPattern, "").trim());
  if (isRefusal(about)) return about;
  const { kind, subject, rest } = about;
  const cast = { decision, comment: rest || null, typedTotal, digest: null };
  const voted = await voteOnApproval(world, actor, { kind, subject, ...cast });
  if (isRefusal(voted)) return approvalRefusal(voted, about);
  return voteNotice({ ...voted, kind, label: voted.approval.content.label });
}
