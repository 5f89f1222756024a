import { audited } from "../audited.ts";
import { isRefusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";

/**
 * Notes that a workspace took the app away, or its token: nothing is said to it any more. True if
 * it was installed until now.
 */
export async function endInstall(
  world: World,
  actor: Actor,
  { key, why }: { readonly key: string; readonly why: "app_uninstalled" | "tokens_revoked" },
): Promise<boolean> {
  const act = { action: "slack.uninstall", subject: key, details: { why } };
  const ended = await audited(world, actor, act, (tx) =>
    tx.endSlackInstall(key, world.clock.now()),
  );
  return !isRefusal(ended) && ended;
}
