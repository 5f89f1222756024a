import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { BillRunView, PersonView } from "./bill-run-view.ts";
import { findRun } from "./find-run.ts";
import { refuseDecidedRun } from "./refuse-decided-run.ts";

/** People are asked again once an hour at most, whoever wants to remind them. */
const pauseMs = 3_600_000;

/**
 * Tells those who can still approve a run that it waits for them, in its thread; gives who they
 * are. Refuses `role_missing`, `bill_run_unknown`, `already_decided`, `bill_run_state`,
 * `approvers_missing`, `card_missing`, `reminded_already`.
 */
export async function remindApprovers(
  world: World,
  actor: Actor,
  input: { readonly number: number },
): Promise<readonly PersonView[] | Refusal> {
  const act = { action: "bill-run.remind", subject: runLabel(input) };
  const run = requirePermission(actor, "prepare") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  const others = whoCanApprove(await world.books.viewRun(run.id));
  const no = refuseUnheard(run, others, await world.books.cardChannel(run.id));
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, async (tx) => {
    // The lock makes two who remind at once one behind the other.
    const open = await tx.lockOpenApproval(run.id);
    if (!open) {
      const current = (await tx.currentRun(run.id)) ?? run;
      return refuseDecidedRun(current, await tx.latestApproval(run.id));
    }
    const at = world.clock.now();
    const last = await tx.latestMilestoneAt(run.id, "reminded");
    if (last !== null && at.getTime() - Date.parse(last) < pauseMs) {
      const message = `They were reminded of BR-${run.number} within the last hour.`;
      return refuse("reminded_already", message, "Once an hour is enough.");
    }
    const by = actor.member.name;
    await tx.queueMilestone({ runId: run.id, at: at.toISOString(), kind: "reminded", by });
    return others;
  });
}

function refuseUnheard(
  run: BillRun,
  others: readonly PersonView[],
  channel: string | null,
): Refusal | null {
  const label = runLabel(run);
  if (others.length === 0) {
    const remedy = "Ask an admin to name another approver.";
    return refuse("approvers_missing", `Nobody else can approve ${label}.`, remedy);
  }
  if (channel !== null) return null;
  return refuse(
    "card_missing",
    `${label} has no card in Slack to remind them at.`,
    "Tell those who can approve it yourself.",
  );
}

/** Those who may vote on a run and have not. */
export function whoCanApprove(view: BillRunView): readonly PersonView[] {
  const voted = new Set((view.approval?.votes ?? []).map((vote) => vote.memberId));
  return view.mayApprove.filter((person) => !voted.has(person.memberId));
}
