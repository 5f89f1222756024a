import { requirePermission } from "../approvals/require-permission.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { Subscription } from "./subscription.ts";

/** What every channel hears of. Refuses `role_missing`. */
export async function listSubscriptions(
  world: World,
  actor: Actor,
): Promise<readonly Subscription[] | Refusal> {
  return requirePermission(actor, "view") ?? world.books.listSubscriptions();
}
