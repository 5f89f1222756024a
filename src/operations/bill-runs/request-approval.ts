import { requiredTier } from "../../billing/approvals/approval.ts";
import { type Member, mayDo } from "../../billing/approvals/member.ts";
import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { emptyDigest } from "../../billing/bill-run/digest.ts";
import { mayMove } from "../../billing/bill-run/lifecycle.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun, refuseInState, refuseOtherDigest } from "./find-run.ts";

const hourMs = 3_600_000;

/**
 * Asks other people to agree to a previewed run, bound to its digest. `digest` is what the person
 * looked at (null at the command line: what stands now). Refuses `role_missing`,
 * `bill_run_unknown`, `bill_run_state`, `digest_changed`, `nothing_to_bill`, `approvers_missing`.
 */
export async function requestApproval(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly digest: string | null },
): Promise<BillRun | Refusal> {
  const act = {
    action: "bill-run.request-approval",
    subject: runLabel(input),
    digest: input.digest,
  };
  const run = requirePermission(actor, "prepare") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  if (!mayMove(run.state, "request-approval") || run.digest === null) {
    return auditRefusal(world, actor, act, refuseInState(run, "put up for approval"));
  }
  const digest = run.digest;
  const no =
    input.digest !== null && input.digest !== digest
      ? refuseOtherDigest(run)
      : await refuseIfPointless(world, run, actor.member);
  if (no) return auditRefusal(world, actor, act, no);
  const [policy, view] = await Promise.all([world.books.loadPolicy(), world.books.viewRun(run.id)]);
  return audited(world, actor, { ...act, digest }, async (tx) => {
    const at = world.clock.now();
    const by = actor.member.name;
    const waiting = await tx.moveRun(run.id, "request-approval", { at, ifDigest: digest });
    if (!waiting) {
      return refuseInState((await tx.currentRun(run.id)) ?? run, "put up for approval again");
    }
    await tx.insertApproval({
      runId: run.id,
      digest,
      requestedBy: actor.member.id,
      requestedAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + policy.expiresAfterHours * hourMs).toISOString(),
      required: requiredTier(policy, view.totals),
    });
    await tx.queueMilestone({
      runId: run.id,
      at: at.toISOString(),
      kind: "approval-requested",
      by,
    });
    await tx.queueCard(`run:${run.id}`);
    return waiting;
  });
}

async function refuseIfPointless(
  world: World,
  run: BillRun,
  asker: Member,
): Promise<Refusal | null> {
  const view = await world.books.viewRun(run.id);
  // A catch-up run bills nobody; its digest tells whether it counts anything as billed.
  const bills = run.kind === "catch-up" ? run.digest !== emptyDigest : view.counts.billed > 0;
  if (!bills) {
    return refuse(
      "nothing_to_bill",
      `BR-${run.number} bills nothing, so there is nothing to approve.`,
      "See why with /billrun explain, or make a run with another target date.",
    );
  }
  const others = (await world.books.listMembers()).filter((member) => mayVoteOn(run, member));
  if (others.length > 0) return null;
  return refuse(
    "approvers_missing",
    `Nobody but ${asker.name} could approve BR-${run.number}.`,
    "Ask an admin to give another person the role approver.",
  );
}

/**
 * Whether a member could vote on a run at all: the right, and neither its maker nor last editor.
 */
export function mayVoteOn(run: BillRun, member: Member): boolean {
  return mayDo(member, "vote") && member.id !== run.createdBy && member.id !== run.lastEditedBy;
}
