import type { Approval } from "../../billing/approvals/approval.ts";
import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import { auditRefusal } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { subjectOfKind } from "./approval-subjects.ts";
import { askForApproval } from "./ask-for-approval.ts";

/**
 * Asks anew for what a request asked that expired, or became void: with its content as it is now,
 * in the same channel. Refuses what `askForApproval` refuses, and `approval_missing`.
 */
export async function askAgain(
  world: World,
  actor: Actor,
  { kind, subject }: { readonly kind: ApprovalKind; readonly subject: string },
): Promise<Approval | Refusal> {
  const about = subjectOfKind(kind);
  const latest = await world.books.latestApprovalOf(kind, subject);
  if (!latest) {
    const no = refuse("approval_missing", `Nobody asked for approval of ${subject} yet.`);
    return auditRefusal(world, actor, { action: `${about.act}.request-approval`, subject }, no);
  }
  const { channel, proposal } = latest;
  return askForApproval(world, actor, about, { subject, digest: null, channel, proposal });
}
