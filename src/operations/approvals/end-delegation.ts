import { audited } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { Delegation } from "./approvals-books.ts";

/**
 * Ends what the actor has delegated: from now on they vote themselves. Refuses
 * `delegation_missing`.
 */
export async function endDelegation(world: World, actor: Actor): Promise<Delegation | Refusal> {
  const act = { action: "votes.end-delegation", subject: actor.member.name };
  return audited(world, actor, act, async (tx) => {
    const ended = await tx.endDelegation(actor.member.id, world.clock.now());
    if (ended) return ended;
    return refuse("delegation_missing", "Nobody votes in your place.", null);
  });
}
