import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { UndeliveredCounts } from "./notifications-books.ts";

/** One channel, a person by Slack id, or (null) all of them. */
export type UndeliveredWhere = { readonly channel: string | null };

/**
 * Has everything tried again that was given up, once its cause is put right: the app was invited, a
 * channel taken out of the archive. Refuses `role_missing`, `nothing_undelivered`.
 */
export async function resendUndelivered(
  world: World,
  actor: Actor,
  { channel }: UndeliveredWhere,
): Promise<UndeliveredCounts | Refusal> {
  const act = { action: "messages.resend", subject: channel ?? "all channels" };
  const no = requirePermission(actor, "configure", "send again what was given up");
  if (no) return auditRefusal(world, actor, act, no);
  return audited(
    world,
    actor,
    act,
    async (tx) => refuseNothing(await tx.reviveUndelivered(channel)),
    ({ messages, cards }) => ({ details: { messages, cards } }),
  );
}

/** The refusal `nothing_undelivered` where nothing was given up. */
export function refuseNothing(counts: UndeliveredCounts): UndeliveredCounts | Refusal {
  if (counts.messages + counts.cards > 0) return counts;
  const remedy = "See /billrun doctor for what waits and why.";
  return refuse("nothing_undelivered", "No message and no card was given up there.", remedy);
}
