import { mayDo } from "../../billing/approvals/member.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { Delegation } from "./approvals-books.ts";
import { requirePermission } from "./require-permission.ts";

/** Who stands in for whom, and who could. */
export type DelegationsView = {
  readonly own: (Delegation & { readonly toName: string }) | null;
  /** In whose place the actor votes; whoever lost the right to vote lends none. */
  readonly standsFor: readonly (Delegation & { readonly fromName: string })[];
  /** Members that the actor could delegate to, by name. */
  readonly fit: readonly { readonly id: string; readonly name: string }[];
};

/** The actor's delegations in both directions. Refuses `role_missing`. */
export async function showDelegations(
  world: World,
  actor: Actor,
): Promise<DelegationsView | Refusal> {
  const no = requirePermission(actor, "view");
  if (isRefusal(no)) return no;
  const [all, members] = await Promise.all([
    world.books.listDelegations(world.clock.now()),
    world.books.listMembers(),
  ]);
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? "somebody";
  const voters = new Set(members.filter((one) => mayDo(one, "vote")).map(({ id }) => id));
  const { id: self } = actor.member;
  const own = all.find(({ fromMember }) => fromMember === self);
  const fit = members.filter(
    (member) =>
      member.active &&
      member.id !== self &&
      (mayDo(member, "vote") || (member.roles.length > 0 && !member.roles.includes("admin"))),
  );
  return {
    own: own ? { ...own, toName: nameOf(own.toMember) } : null,
    standsFor: all
      .filter(({ fromMember, toMember }) => toMember === self && voters.has(fromMember))
      .map((each) => ({ ...each, fromName: nameOf(each.fromMember) })),
    fit: fit.map(({ id, name }) => ({ id, name })),
  };
}
