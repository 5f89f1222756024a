import { mayDo } from "../../billing/approvals/member.ts";
import { shortfallOf, shortText } from "../../billing/approvals/shortfall.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { NewApproval } from "./approvals-books.ts";

/**
 * Refuses with `approvers_missing` a request that the members who may vote on it could never meet.
 * Where a Slack user group makes approvers, some may not be known yet: one who is, is enough.
 */
export async function refuseUnmet(
  world: World,
  actor: Actor,
  { required, excluded = [], content }: NewApproval,
): Promise<Refusal | null> {
  if (required.votes === 0) return null;
  const members = await world.books.listMembers();
  const free = members.filter((member) => {
    return mayDo(member, "vote") && !excluded.includes(member.id);
  });
  const remedy = "Ask an admin to give another person the role: /billrun roles.";
  if (free.length === 0) {
    const message = `Nobody but ${actor.member.name} could approve ${content.label}.`;
    return refuse("approvers_missing", message, remedy);
  }
  const short = shortfallOf(required, free);
  if (!short || (await mayGroupsGiveVotes(world))) return null;
  const takes = `${content.label} takes ${short.asks} who neither made it nor ask for it`;
  return refuse("approvers_missing", `${takes}, and there ${shortText(short.have)}.`, remedy);
}

/** Whether people may vote once they act who are no members yet. */
export async function mayGroupsGiveVotes(world: World): Promise<boolean> {
  const groups = await world.books.listRoleGroups();
  return groups.some(({ roles }) =>
    roles.some((role) => role === "approver" || role === "controller"),
  );
}
