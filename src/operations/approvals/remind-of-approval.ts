import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { PersonView } from "../bill-runs/bill-run-view.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { subjectOfKind } from "./approval-subjects.ts";
import { isTold } from "./ask-for-approval.ts";
import { refuseDecided } from "./decide-approval.ts";
import { remindVoters } from "./remind-voters.ts";
import { requirePermission } from "./require-permission.ts";

/** People are asked again once an hour at most, whoever wants to remind them. */
const pauseMs = 3_600_000;

/**
 * Tells those who can still vote, in their own messages, that something waits for them; gives who
 * they are. Refuses `role_missing`, `approval_missing`, `already_decided`, `approval_expired`,
 * `approval_void`, `approvers_missing`, `card_missing`, `reminded_already`.
 */
export async function remindOfApproval(
  world: World,
  actor: Actor,
  input: { readonly kind: ApprovalKind; readonly subject: string },
): Promise<readonly PersonView[] | Refusal> {
  const { kind, subject } = input;
  const act = { action: `${subjectOfKind(kind).act}.remind`, subject };
  const no = requirePermission(actor, "view");
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, async (tx) => {
    const open = await tx.lockOpenApprovalOf(kind, subject);
    if (!open) return refuseDecided(subject, await tx.latestApprovalOf(kind, subject));
    const at = world.clock.now();
    const view = await tx.viewApproval(open.id, at);
    const { label } = open.content;
    const others = [...view.mayVote, ...view.standIns.map(({ person }) => person)];
    if (others.length === 0) {
      const remedy = "Ask an admin to name another approver.";
      return refuse("approvers_missing", `Nobody else can approve ${label}.`, remedy);
    }
    if (!isTold(open)) {
      return refuse("card_missing", `${label} has no card in Slack to remind them at.`, null);
    }
    const reminder = { round: null, at, after: new Date(at.getTime() - pauseMs) };
    if (!(await tx.noteReminder(open.id, reminder))) {
      const message = `They were reminded of ${label} within the last hour.`;
      return refuse("reminded_already", message, "Once an hour is enough.");
    }
    const key = `approval-reminder:${open.id}:${at.toISOString()}`;
    await remindVoters(tx, view, { key, by: actor.member.name });
    return others;
  });
}
