import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { subjectOfKind } from "./approval-subjects.ts";
import { type Decided, type Decision, decideApproval } from "./decide-approval.ts";

/**
 * One person's vote on anything that waits for approval; the last one needed does what was
 * approved. Refuses what `decideApproval` refuses.
 */
export function voteOnApproval(
  world: World,
  actor: Actor,
  input: Decision & { readonly kind: ApprovalKind },
): Promise<Decided | Refusal> {
  const { kind, ...decision } = input;
  return decideApproval(world, actor, subjectOfKind(kind), decision);
}
