import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { refuseTold } from "./subscribe-channel.ts";
import type { Subscription } from "./subscription.ts";

/**
 * A channel hears of nothing any more, its own runs aside; gives what it heard of. Refuses
 * `role_missing`, `subscription_missing`.
 */
export async function unsubscribeChannel(
  world: World,
  actor: Actor,
  input: { readonly channel: string },
): Promise<Subscription | Refusal> {
  const { channel } = input;
  const act = { action: "channel.notify-off", subject: channel };
  const no = requirePermission(actor, "view");
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, async (tx) => {
    const before = await tx.lockSubscription(channel);
    if (!before) {
      const remedy = "See /billrun notify for what is told where.";
      return refuse("subscription_missing", "That channel hears of nothing already.", remedy);
    }
    const refused = refuseTold(actor, before.events);
    if (refused) return refused;
    await tx.removeSubscription(channel);
    return before;
  });
}
