import { type Approval, tally, type Vote, voterOf } from "../../billing/approvals/approval.ts";
import { type Member, mayDo, type Role } from "../../billing/approvals/member.ts";
import type { Delegation } from "./approvals-books.ts";

/** In whose name somebody votes, and with which roles. */
export type Standing = {
  readonly roles: readonly Role[];
  readonly standsFor: { readonly memberId: string; readonly memberName: string } | null;
};

/**
 * In whose names a member could vote on a request: the own one first, then those of people who are
 * away and let this member vote. Roles are those that stand in the books now, so that whoever lost
 * the role lends it no more. Nobody votes for somebody who may not vote, and what was lent is not
 * lent on.
 */
export function standingsOf(
  member: Member,
  excluded: readonly string[],
  delegations: readonly Delegation[],
  members: readonly Member[],
): readonly Standing[] {
  if (!member.active || excluded.includes(member.id)) return [];
  const own = mayDo(member, "vote") ? [{ roles: member.roles, standsFor: null }] : [];
  const absent = delegations.flatMap(({ fromMember, toMember }) => {
    const from = members.find(({ id }) => id === fromMember);
    const isFit = from && mayDo(from, "vote") && !excluded.includes(from.id);
    if (!isFit || toMember !== member.id) return [];
    return [{ roles: from.roles, standsFor: { memberId: from.id, memberName: from.name } }];
  });
  return [...own, ...absent];
}

/** The standing whose vote helps a request most; the own name where another helps no more. */
export function bestStanding(
  open: Approval,
  member: Member,
  standings: readonly Standing[],
): Standing | null {
  const voted = new Set(open.votes.map(voterOf));
  let best: Standing | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const standing of standings) {
    const vote: Vote = {
      memberId: member.id,
      memberName: member.name,
      decision: "approve",
      comment: null,
      votedAt: open.requestedAt,
      ...standing,
    };
    if (voted.has(voterOf(vote))) continue;
    const { stillNeeded } = tally(open.required, [...open.votes, vote]);
    if (stillNeeded >= least) continue;
    best = standing;
    least = stillNeeded;
  }
  return best;
}
