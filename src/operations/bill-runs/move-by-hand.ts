import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun, refuseInState } from "./find-run.ts";

/** So many characters of a reason are kept. */
const longestReason = 500;

/** What pause, resume and cancel share: permission, one conditional move, thread and card. */
export async function moveByHand(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly reason?: string | null },
  move: "pause" | "resume" | "cancel",
  done: "paused" | "resumed" | "canceled",
): Promise<BillRun | Refusal> {
  const reason = input.reason?.trim().slice(0, longestReason) || null;
  const told = reason === null ? {} : { details: { reason } };
  const act = { action: `bill-run.${move}`, subject: runLabel(input), ...told };
  const permission = move === "cancel" ? "prepare" : "launch";
  const run = requirePermission(actor, permission) ?? (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  const retried = run.retryOf === null ? null : await world.books.findRun(run.retryOf);
  return audited(world, actor, act, async (tx) => {
    const at = world.clock.now();
    // The approval is locked before its run, as a vote does it: crosswise both would wait for ever.
    const open = move === "cancel" ? await tx.lockOpenApproval(run.id) : null;
    const moved = await tx.moveRun(run.id, move, { at, reason });
    if (!moved) return refuseInState((await tx.currentRun(run.id)) ?? run, done);
    if (open) await tx.closeApproval(open.id, "void", { at, because: "The run was canceled." });
    if (move === "resume") await tx.openLaunchChunks(run.id);
    const by = actor.member.name;
    const said = done === "paused" && reason !== null ? { reason } : {};
    await tx.queueMilestone({ runId: run.id, at: at.toISOString(), kind: done, by, ...said });
    await tx.queueCard(`run:${run.id}`);
    // The run whose exceptions this one was to bill offers them again.
    if (move === "cancel" && retried) await tx.queueCard(`run:${retried.id}`);
    return moved;
  });
}
