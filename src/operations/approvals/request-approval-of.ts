import type { Approval } from "../../billing/approvals/approval.ts";
import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { subjectOfKind } from "./approval-subjects.ts";
import { type AskForApproval, askForApproval } from "./ask-for-approval.ts";

/**
 * Asks other people to agree to anything that can be approved: a run, a quote's invoice, a
 * reversal … Refuses what `askForApproval` refuses.
 */
export function requestApprovalOf(
  world: World,
  actor: Actor,
  input: Omit<AskForApproval, "digest"> & {
    readonly kind: ApprovalKind;
    /** What the person looked at; absent or null: what stands now. */
    readonly digest?: string | null;
  },
): Promise<Approval | Refusal> {
  const { kind, digest = null, ...asked } = input;
  return askForApproval(world, actor, subjectOfKind(kind), { ...asked, digest });
}
