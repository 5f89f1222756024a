import { type Approval, tally, type Vote } from "../../src/billing/approvals/approval.ts";
import { defaultPolicy } from "../../src/billing/approvals/policy.ts";
import { policySentences } from "../../src/billing/approvals/policy-text.ts";
import type { ApprovalView } from "../../src/operations/approvals/approval-view.ts";
import type { PolicyView } from "../../src/operations/approvals/show-policy.ts";
import { dana, digest, kim, lee, sam } from "./sample-views.ts";

/** Lee agrees, with a word. */
export const leesVote: Vote = {
  memberId: lee.memberId,
  memberName: lee.name,
  roles: ["approver"],
  decision: "approve",
  comment: "looks right",
  votedAt: "2026-12-31T14:05:00.000Z",
};

/** Kim agrees in the place of Sam, who is away. */
export const kimsVote: Vote = {
  ...{ ...leesVote, memberId: kim.memberId, memberName: kim.name, comment: null },
  ...{ roles: ["controller"], votedAt: "2026-12-31T14:06:00.000Z" },
  standsFor: { memberId: sam.memberId, memberName: sam.name },
};

/** The reversal of BR-11, asked for by Dana, with two people needed. */
export function sampleRequest(patch: Partial<Approval> = {}): Approval {
  return {
    ...{ id: "approval-9", kind: "reversal", subject: "BR-11", runId: null, digest },
    requestedBy: dana.memberId,
    requestedAt: "2026-12-31T14:03:00.000Z",
    expiresAt: "2027-01-03T14:03:00.000Z",
    state: "open",
    required: { aboveMinor: 0n, votes: 2, including: [{ role: "controller", votes: 1 }] },
    votes: [],
    excluded: [dana.memberId],
    content: {
      label: "Reversal of BR-11",
      amounts: [
        { currency: "USD", minor: 31_046_400n },
        { currency: "EUR", minor: 4_136_500n },
      ],
      lines: ["1,190 invoices get a credit memo each.", "Dated 31 Dec 2026: wrong VAT rate."],
    },
    proposal: null,
    channel: "C0BILLING",
    ...{ typed: null, policyVersion: 3, closedAt: null, closedBecause: null },
    ...patch,
  };
}

/** How its card sees it. */
export function sampleRequestView(
  patch: Partial<Approval> = {},
  more: Partial<ApprovalView> = {},
): ApprovalView {
  const approval = sampleRequest(patch);
  const voted = new Set(approval.votes.map(({ memberId }) => memberId));
  return {
    approval,
    tally: tally(approval.required, approval.votes),
    requestedBy: dana,
    mayVote: [lee, sam, kim].filter(({ memberId }) => !voted.has(memberId)),
    standIns: [],
    people: [lee, sam, kim],
    ...more,
  };
}

/** The policy that comes with billrun, as an admin sees it. */
export function samplePolicy(patch: Partial<PolicyView> = {}): PolicyView {
  const policy = patch.policy ?? defaultPolicy;
  return {
    ...{ version: null, activeFrom: null, policy, currency: "USD" },
    sentences: policySentences(policy, "USD", () => "Lee Novak"),
    segments: ["enterprise", "mid-market"],
    voters: [lee, sam, kim].map(({ memberId: id, name }) => ({ id, name })),
    openChange: null,
    mayPropose: true,
    ...patch,
  };
}
