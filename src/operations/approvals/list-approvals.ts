import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { ApprovalView } from "./approval-view.ts";
import { requirePermission } from "./require-permission.ts";

/** Open requests that are listed; a company has a handful. */
const mostListed = 100;

/** What waits for approval. */
export type ApprovalList = {
  /** Those that wait for the one who asks. */
  readonly mine: readonly ApprovalView[];
  readonly others: readonly ApprovalView[];
};

/** What waits for approval, the one that expires first at the front. Refuses `role_missing`. */
export async function listApprovals(world: World, actor: Actor): Promise<ApprovalList | Refusal> {
  const no = requirePermission(actor, "view");
  if (isRefusal(no)) return no;
  const all = await world.books.listOpenApprovals(mostListed, world.clock.now());
  const isMine = (view: ApprovalView) => votesOn(view, actor.member.id);
  return { mine: all.filter(isMine), others: all.filter((view) => !isMine(view)) };
}

/** Whether a member can still vote on a request, in the own name or in another's. */
export function votesOn({ mayVote, standIns }: ApprovalView, memberId: string): boolean {
  return (
    mayVote.some((person) => person.memberId === memberId) ||
    standIns.some(({ person }) => person.memberId === memberId)
  );
}
