import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { UndeliveredCounts } from "./notifications-books.ts";
import { refuseNothing, type UndeliveredWhere } from "./resend-undelivered.ts";

/**
 * Puts out of sight what was given up and no longer matters; doctor shows it no more. Refuses
 * `role_missing`, `nothing_undelivered`.
 */
export async function forgetUndelivered(
  world: World,
  actor: Actor,
  { channel }: UndeliveredWhere,
): Promise<UndeliveredCounts | Refusal> {
  const act = { action: "messages.forget", subject: channel ?? "all channels" };
  const no = requirePermission(actor, "configure", "forget what was given up");
  if (no) return auditRefusal(world, actor, act, no);
  return audited(
    world,
    actor,
    act,
    async (tx) => refuseNothing(await tx.forgetUndelivered(channel, world.clock.now())),
    ({ messages, cards }) => ({ details: { messages, cards } }),
  );
}
