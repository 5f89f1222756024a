import type { ApprovalKind } from "./approval-kind.ts";
import type { Role } from "./member.ts";

/** How many must agree, and who must be among them. All of it has to hold. */
export type Requirement = {
  readonly votes: number;
  /** At least so many of the votes come from members with the role. */
  readonly including: readonly { readonly role: Role; readonly votes: number }[];
  /** At least so many of the votes come from the people named. */
  readonly among?: readonly NamedVotes[];
};

/** "Any 2 of Lee, Sam and Priya", by member id. */
export type NamedVotes = { readonly memberIds: readonly string[]; readonly votes: number };

/** How many must agree to what is above an amount. */
export type ApprovalTier = Requirement & {
  /** In the minor units of the settings' currency; other currencies are compared as they stand. */
  readonly aboveMinor: bigint;
};

/** One person's decision. The roles are those that the vote counts with, as they stood then. */
export type Vote = {
  readonly memberId: string;
  readonly memberName: string;
  readonly roles: readonly Role[];
  readonly decision: "approve" | "reject";
  readonly comment: string | null;
  /** ISO instant. */
  readonly votedAt: string;
  /** Whose vote this is where somebody stands in for a person who is away. */
  readonly standsFor?: { readonly memberId: string; readonly memberName: string } | null;
};

/** A sum of money in minor units. */
export type ApprovalAmount = { readonly currency: string; readonly minor: bigint };

/** An amount as cards show it; negative where it is given back. */
export type ShownAmount = ApprovalAmount & {
  /** "1,204 invoices"; absent where it is one document's. */
  readonly in?: string;
};

/** What people agree to, as it was when they were asked. Bound to the digest. */
export type ApprovalContent = {
  /** "BR-12", "Quote Q-88 for Globex". */
  readonly label: string;
  /** As they are shown, the main currency first; empty where it is not about money. */
  readonly amounts: readonly ShownAmount[];
  /** A few plain sentences, each about 100 characters at most, free of any markup. */
  readonly lines: readonly string[];
};

/** Where a request stands. Only an open one is voted on, and it is decided once. */
export type ApprovalState = "open" | "approved" | "rejected" | "void" | "expired";

/** A request to agree, bound to what was seen. */
export type Approval = {
  readonly id: string;
  readonly kind: ApprovalKind;
  /** "BR-12", "Q-88", "INV-2026-000001", "policy": together with the kind, what it is about. */
  readonly subject: string;
  /** The run it is about, of kind "run" only. */
  readonly runId: string | null;
  readonly digest: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly state: ApprovalState;
  readonly required: ApprovalTier;
  readonly votes: readonly Vote[];
  /** Members who may not approve it: who made it, who changed it, who asks. */
  readonly excluded: readonly string[];
  readonly content: ApprovalContent;
  /** What is proposed, where nothing else keeps it: a policy. Plain JSON. */
  readonly proposal: unknown;
  /** Slack channel of its card; null where it has none. */
  readonly channel: string | null;
  /** The shown amount that approvers type as a second look; null where a click is enough. */
  readonly typed: ApprovalAmount | null;
  /** Version of the policy that says what is required; null: the one that comes with billrun. */
  readonly policyVersion: number | null;
  /** ISO instant at which it was decided, and why where no vote did it. */
  readonly closedAt: string | null;
  readonly closedBecause: string | null;
};

/** Where a request stands with the votes it has. A single rejection ends it. */
export type Tally = {
  readonly outcome: "open" | "approved" | "rejected";
  readonly approvals: number;
  readonly stillNeeded: number;
};

/** Whose vote it is: the member's own, or that of the person the member stands in for. */
export function voterOf(vote: Pick<Vote, "memberId" | "standsFor">): string {
  return vote.standsFor?.memberId ?? vote.memberId;
}

/** Counts one vote a person, and the roles and people that the tier asks for. */
export function tally(required: Requirement, votes: readonly Vote[]): Tally {
  const byHand = new Map(votes.map((vote) => [vote.memberId, vote]));
  const byVoter = new Map([...byHand.values()].map((vote) => [voterOf(vote), vote]));
  const all = [...byVoter.values()];
  const approving = all.filter((vote) => vote.decision === "approve");
  const missingRoles = required.including.reduce((missing, { role, votes: needed }) => {
    const have = approving.filter((vote) => vote.roles.includes(role)).length;
    return missing + Math.max(0, needed - have);
  }, 0);
  const missingNamed = (required.among ?? []).map(({ memberIds, votes: needed }) => {
    return needed - approving.filter((vote) => memberIds.includes(voterOf(vote))).length;
  });
  const missing = required.votes - approving.length;
  const stillNeeded = Math.max(missing, missingRoles, ...missingNamed, 0);
  const rejected = all.length > approving.length;
  const outcome = rejected ? "rejected" : stillNeeded === 0 ? "approved" : "open";
  return { outcome, approvals: approving.length, stillNeeded };
}
