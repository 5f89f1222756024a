import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import { auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { subjectOfKind } from "./approval-subjects.ts";
import type { ApprovalView } from "./approval-view.ts";
import { findVoter, refuseDecided } from "./decide-approval.ts";

/**
 * A request as it stands, for somebody who is about to vote; who may not is told before filling in
 * a form. Voting asks all of it again. Refuses `role_missing`, what the subject refuses,
 * `self_approval`, `already_decided`, `approval_missing`, `approval_expired`, `approval_void`.
 */
export async function checkApproval(
  world: World,
  actor: Actor,
  input: {
    readonly kind: ApprovalKind;
    readonly subject: string;
    readonly decision: "approve" | "reject";
  },
): Promise<ApprovalView | Refusal> {
  const { kind, subject, decision } = input;
  const about = subjectOfKind(kind);
  const act = { action: `${about.act}.${decision}`, subject };
  const voter = await findVoter(world, actor, about, subject);
  if (isRefusal(voter)) return auditRefusal(world, actor, act, voter);
  const { latest, now } = voter;
  if (latest?.state === "open") return world.books.viewApproval(latest.id, world.clock.now());
  return auditRefusal(world, actor, act, refuseDecided(now.label, latest));
}
