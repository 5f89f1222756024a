import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun, refuseInState, refuseOtherDigest } from "./find-run.ts";

/**
 * Launches an approved run. The books launch it by one conditional UPDATE: approved by enough
 * others, for this digest, not expired. `digest` null (command line): the one that stands now.
 * Refuses `role_missing`, `bill_run_unknown`, `bill_run_not_approved`, `digest_changed`,
 * `approval_expired`, `bill_run_state`.
 */
export async function launchBillRun(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly digest: string | null },
): Promise<BillRun | Refusal> {
  const act = { action: "bill-run.launch", subject: runLabel(input), digest: input.digest };
  const run = requirePermission(actor, "launch") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  const digest = input.digest ?? run.digest;
  return audited(world, actor, { ...act, digest }, async (tx) => {
    const at = world.clock.now();
    if (digest === null || digest !== run.digest) {
      return run.digest === null ? refuseUnapproved(run) : refuseOtherDigest(run);
    }
    const running = await tx.launchRun(run.id, digest, actor.member.id, at);
    if (!running) return refuseLaunch((await tx.currentRun(run.id)) ?? run);
    await tx.openLaunchChunks(run.id);
    const by = actor.member.name;
    await tx.queueMilestone({ runId: run.id, at: at.toISOString(), kind: "launched", by });
    await tx.queueCard(`run:${run.id}`);
    return running;
  });
}

function refuseLaunch(run: BillRun): Refusal {
  if (run.state === "approved") {
    return refuse(
      "approval_expired",
      `The approval of BR-${run.number} holds no more: it expired or its votes no longer count.`,
      "Preview the run again and ask for approval anew.",
    );
  }
  if (run.state === "previewed" || run.state === "awaiting-approval") return refuseUnapproved(run);
  return refuseInState(run, "launched");
}

function refuseUnapproved(run: BillRun): Refusal {
  return refuse(
    "bill_run_not_approved",
    `BR-${run.number} is not approved yet.`,
    run.state === "awaiting-approval"
      ? `Wait for the approval; /billrun show BR-${run.number} says what it needs.`
      : "Preview it and ask for approval first.",
  );
}
