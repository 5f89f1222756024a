import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun, refuseInState } from "./find-run.ts";
import { finishPhase } from "./finish-phase.ts";

/**
 * Payers a chunk. Small enough that a chunk takes well under a second and a lost one costs little,
 * large enough that its fixed number of queries does not matter.
 */
const payersInChunk = 500;

/**
 * Previews a run (again): what was seen before is thrown away, an approval that waits becomes void.
 * Refuses `role_missing`, `bill_run_unknown`, `bill_run_state`.
 */
export async function previewBillRun(
  world: World,
  actor: Actor,
  input: { readonly number: number },
): Promise<BillRun | Refusal> {
  const act = { action: "bill-run.preview", subject: runLabel(input) };
  const run = requirePermission(actor, "prepare") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  return audited(world, actor, act, async (tx) => {
    const previewing = await startPreview(tx, world, actor, run);
    if (previewing) return previewing;
    return refuseInState((await tx.currentRun(run.id)) ?? run, "previewed again");
  });
}

/**
 * Moves the run to `previewing` and freezes its accounts into chunks; null if it moved meanwhile.
 */
export async function startPreview(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  run: BillRun,
): Promise<BillRun | null> {
  const at = world.clock.now();
  // The approval is locked before its run, as a vote does it: crosswise, both would wait for ever.
  const open = await tx.lockOpenApproval(run.id);
  const previewing = await tx.moveRun(run.id, "preview", { at, by: actor.member.id, digest: null });
  if (!previewing) return null;
  if (open)
    await tx.closeApproval(open.id, "void", { at, because: "The run was previewed again." });
  const frozen = await tx.freezeChunks(run.id, payersInChunk);
  if (frozen.chunks === 0) await finishPhase(tx, world, run.id, "preview");
  await tx.queueCard(`run:${run.id}`);
  return previewing;
}
