import type { CurrencyTotals } from "../invoicing/totals.ts";
import type { Role } from "./member.ts";

/** How many must agree to a run above an amount. */
export type ApprovalTier = {
  /** In the minor units of the settings' currency; other currencies are compared as they stand. */
  readonly aboveMinor: bigint;
  readonly votes: number;
  /** At least so many of the votes come from members with the role. */
  readonly including: readonly { readonly role: Role; readonly votes: number }[];
};

/** Who must agree, by amount: the highest tier that any currency's total is above holds. */
export type ApprovalPolicy = {
  readonly tiers: readonly ApprovalTier[];
  /** Hours until a request expires. */
  readonly expiresAfterHours: number;
};

/** One person's decision. The roles are those the member had when clicking. */
export type Vote = {
  readonly memberId: string;
  readonly memberName: string;
  readonly roles: readonly Role[];
  readonly decision: "approve" | "reject";
  readonly comment: string | null;
  /** ISO instant. */
  readonly votedAt: string;
};

/** A request to agree, bound to what was seen. */
export type Approval = {
  readonly id: string;
  readonly runId: string;
  readonly digest: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly state: "open" | "approved" | "rejected" | "void" | "expired";
  readonly required: ApprovalTier;
  readonly votes: readonly Vote[];
};

/**
 * The approval policy of a company that has set none: one other person, and two where a currency's
 * total is above 100,000,000 minor units (1,000,000.00 dollars, 100,000,000 yen, 100,000.000 dinar:
 * sums of about the same weight).
 */
export const defaultPolicy: ApprovalPolicy = {
  tiers: [
    { aboveMinor: 0n, votes: 1, including: [] },
    { aboveMinor: 100_000_000n, votes: 2, including: [] },
  ],
  expiresAfterHours: 72,
};

/** The tier that holds for a run with these totals. */
export function requiredTier(
  policy: ApprovalPolicy,
  totals: readonly CurrencyTotals[],
): ApprovalTier {
  const isAbove = (minor: bigint) =>
    totals.some((row) => row.invoicedMinor + row.creditedMinor > minor);
  let required = policy.tiers[0];
  if (!required) throw new Error("an approval policy needs at least one tier");
  for (const tier of policy.tiers) if (isAbove(tier.aboveMinor)) required = tier;
  return required;
}

/** Where a request stands with the votes it has. A single rejection ends it. */
export type Tally = {
  readonly outcome: "open" | "approved" | "rejected";
  readonly approvals: number;
  readonly stillNeeded: number;
};

/** Counts one vote a person, and the roles that the tier asks for. */
export function tally(required: ApprovalTier, votes: readonly Vote[]): Tally {
  const byMember = new Map(votes.map((vote) => [vote.memberId, vote]));
  const all = [...byMember.values()];
  const approving = all.filter((vote) => vote.decision === "approve");
  const missingRoles = required.including.reduce((missing, { role, votes: needed }) => {
    const have = approving.filter((vote) => vote.roles.includes(role)).length;
    return missing + Math.max(0, needed - have);
  }, 0);
  const stillNeeded = Math.max(required.votes - approving.length, missingRoles, 0);
  const rejected = all.length > approving.length;
  const outcome = rejected ? "rejected" : stillNeeded === 0 ? "approved" : "open";
  return { outcome, approvals: approving.length, stillNeeded };
}
