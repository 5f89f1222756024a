import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { runSubject } from "../notifications/card.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { Freeze } from "./freeze-books.ts";
import { refuseFrozen } from "./refuse-frozen.ts";
import { tellOfFreeze } from "./tell-of-freeze.ts";

/** Longest reason kept; longer ones are a story for elsewhere. */
const longestReason = 300;

/**
 * Stops everything that bills, at once and by one person: chunks that are being written end, and
 * nothing is posted from the moment this answers. Previews go on. Refuses `role_missing`,
 * `frozen_already`.
 */
export async function freezeBilling(
  world: World,
  actor: Actor,
  input: { readonly reason: string | null },
): Promise<Freeze | Refusal> {
  const reason = input.reason?.trim().slice(0, longestReason) || null;
  const act = { action: "billing.freeze", subject: "billing", details: { reason } };
  const no = requirePermission(actor, "freeze");
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, async (tx) => {
    const stands = await tx.lockFreeze();
    if (stands) {
      const { at, message, remedy } = refuseFrozen(stands);
      return { ...refuse("frozen_already", message, remedy), ...(at ? { at } : {}) };
    }
    const { id: by, name: byName } = actor.member;
    const at = world.clock.now();
    const freeze = await tx.insertFreeze({ by, byName, reason, at });
    for (const run of await tx.runsInTheWay()) {
      if (run.isRunning) {
        const milestone = { runId: run.id, at: at.toISOString(), by: byName };
        await tx.queueMilestone({ ...milestone, kind: "frozen", reason });
      }
      await tx.queueCard(runSubject(run.id));
    }
    await tellOfFreeze(tx, freeze, { did: "froze", by, byName, at });
    return freeze;
  });
}
