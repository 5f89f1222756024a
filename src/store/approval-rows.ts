import type {
  Approval,
  ApprovalContent,
  ApprovalState,
  ApprovalTier,
  NamedVotes,
  ShownAmount,
  Vote,
} from "../billing/approvals/approval.ts";
import type { ApprovalKind } from "../billing/approvals/approval-kind.ts";
import type { Role } from "../billing/approvals/member.ts";
import type { ApprovalModel, ApprovalVoteModel } from "./generated/models.ts";

/** A request with its votes. */
export type ApprovalRow = ApprovalModel & { readonly votes: readonly ApprovalVoteModel[] };

/** What a request is always loaded with. */
export const withVotes = { votes: { orderBy: { votedAt: "asc" } } } as const;

type AmountJson = { readonly currency: string; readonly minor: string; readonly in?: string };

/** A row of a request as the book knows it. */
export function toApproval(row: ApprovalRow): Approval {
  return {
    id: row.id,
    kind: row.kind as ApprovalKind,
    subject: row.subject,
    runId: row.runId,
    digest: row.digest,
    requestedBy: row.requestedById,
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: row.state as ApprovalState,
    required: {
      aboveMinor: row.aboveMinor,
      votes: row.requiredVotes,
      including: row.including as unknown as ApprovalTier["including"],
      among: row.among as unknown as readonly NamedVotes[],
    },
    votes: row.votes.map(toVote),
    excluded: row.excluded,
    content: toContent(row.content, row.subject),
    proposal: row.proposal,
    channel: row.channel,
    typed: row.typed === null ? null : toAmount(row.typed as AmountJson),
    policyVersion: row.policyVersion,
    closedAt: row.closedAt?.toISOString() ?? null,
    closedBecause: row.closedBecause,
  };
}

function toVote(vote: ApprovalVoteModel): Vote {
  const { forMemberId, forMemberName } = vote;
  return {
    memberId: vote.memberId,
    memberName: vote.memberName,
    roles: vote.roles as Role[],
    decision: vote.decision as Vote["decision"],
    comment: vote.comment,
    votedAt: vote.votedAt.toISOString(),
    standsFor:
      forMemberId === null ? null : { memberId: forMemberId, memberName: forMemberName ?? "" },
  };
}

function toContent(json: unknown, subject: string): ApprovalContent {
  const content = json as {
    readonly label?: string;
    readonly amounts?: readonly AmountJson[];
    readonly lines?: readonly string[];
  };
  return {
    label: content.label ?? subject,
    amounts: (content.amounts ?? []).map(toAmount),
    lines: content.lines ?? [],
  };
}

function toAmount({ currency, minor, in: documents }: AmountJson): ShownAmount {
  return { currency, minor: BigInt(minor), ...(documents === undefined ? {} : { in: documents }) };
}

/** An amount as JSON keeps it. */
export function amountJson({ minor, ...amount }: ShownAmount): {
  currency: string;
  minor: string;
  in?: string;
} {
  return { ...amount, minor: String(minor) };
}
