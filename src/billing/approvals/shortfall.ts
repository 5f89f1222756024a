import { countOf } from "../money/amount-text.ts";
import type { Requirement } from "./approval.ts";
import { type Member, mayDo, type Permission } from "./member.ts";
import type { ApprovalPolicy, PolicyTier } from "./policy.ts";

/** What people could not meet if all of them agreed: "2 people", "1 controller", and how many. */
export type Shortfall = { readonly asks: string; readonly have: number };

/** What these voters could not meet of a requirement; null where they could meet it. */
export function shortfallOf(
  { votes, including, among = [] }: Requirement,
  voters: readonly Member[],
): Shortfall | null {
  const byRole = including.map((each) => ({
    ...{ asks: countOf(each.votes, each.role), needed: each.votes },
    have: voters.filter(({ roles }) => roles.includes(each.role)).length,
  }));
  const named = among.map(({ memberIds, votes: needed }) => ({
    ...{ asks: `${needed} of the people named`, needed },
    have: voters.filter(({ id }) => memberIds.includes(id)).length,
  }));
  const all = { asks: countOf(votes, "person", "people"), needed: votes, have: voters.length };
  const short = [...byRole, ...named, all].find(({ needed, have }) => have < needed);
  return short ? { asks: short.asks, have: short.have } : null;
}

/** "is nobody", "are only 2": how many there are instead. */
export function shortText(have: number): string {
  if (have === 0) return "is nobody";
  return `${have === 1 ? "is" : "are"} only ${have}`;
}

/** A tier that the members could never meet, and what they are short of. */
export type UnmetTier = Shortfall & { readonly tier: PolicyTier };

/**
 * The first tier that no work could ever pass with these members, whoever prepares it; or that they
 * could never drop again, since an admin who proposes that does not vote on it. Null where they can
 * meet all of them.
 */
export function unmetTier(policy: ApprovalPolicy, members: readonly Member[]): UnmetTier | null {
  for (const tier of policy.tiers) {
    // Dropping a tier takes as many as it asks for, but nobody by name.
    const short =
      shortOfOthers(tier, members, "prepare") ??
      shortOfOthers({ ...tier, among: [] }, members, "administer");
    if (short) return { ...short, tier };
  }
  return null;
}

/** What is missing beside the one who asks, if the best placed of those who may ask does. */
function shortOfOthers(
  required: Requirement,
  members: readonly Member[],
  toAsk: Permission,
): Shortfall | null {
  const voters = members.filter((member) => mayDo(member, "vote"));
  const askers = members.filter((member) => mayDo(member, toAsk));
  if (askers.length === 0) return shortfallOf(required, voters);
  let best: Shortfall | null = null;
  for (const { id } of askers) {
    const others = voters.filter((voter) => voter.id !== id);
    const short = shortfallOf(required, others);
    if (!short) return null;
    if (!best || short.have > best.have) best = short;
  }
  return best;
}
