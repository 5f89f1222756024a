import {
  type Approval,
  type Requirement,
  type Tally,
  type Vote,
  voterOf,
} from "../../billing/approvals/approval.ts";
import { conditionTexts } from "../../billing/approvals/approval-text.ts";
import type { ApprovalView } from "../../operations/approvals/approval-view.ts";
import type { PersonView } from "../../operations/bill-runs/bill-run-view.ts";
import { listText, mention, mentionOf } from "../text/people-text.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

type People = readonly PersonView[];

/** "@Sam for Lee Novak": somebody who votes in the place of a person who is away. */
export function voterText(who: string, absentName: string): string {
  return `${who} for ${safeName(absentName)}`;
}

/** The voters of one decision by mention, each with the words they left. */
export function votesText(
  votes: readonly Vote[],
  people: People,
  decision: Vote["decision"],
  most = 5,
): string {
  const texts = votes
    .filter((vote) => vote.decision === decision)
    .map((vote) => {
      const who = mentionOf(people, vote.memberId, vote.memberName);
      const by = vote.standsFor ? voterText(who, vote.standsFor.memberName) : who;
      return vote.comment ? `${by}: “${safeSentence(vote.comment)}”` : by;
    });
  return listText(texts, most);
}

/** Who can still vote, by mention: "@Lee", "@Kim for Sam Okoro". */
export function canVoteTexts({
  mayVote,
  standIns,
}: Pick<ApprovalView, "mayVote" | "standIns">): readonly string[] {
  const others = standIns.map(({ person, absent }) => voterText(mention(person), absent.name));
  return [...mayVote.map(mention), ...others];
}

/** What the tally is made of: who voted, and who still can. */
export type Counted = {
  readonly tally: Pick<Tally, "approvals">;
  readonly people: People;
  readonly mayVote: People;
};

/** "Waiting for approval: 2 of 3, one a controller · 1 so far (@Lee: “looks right”)". */
export function neededLine(
  { required, votes }: Pick<Approval, "required" | "votes">,
  { tally, people, mayVote }: Counted,
): string {
  const voted = new Set(votes.map(voterOf));
  const others = mayVote.filter(({ memberId }) => !voted.has(memberId));
  const needs = needsText(required, voted.size + others.length, people);
  const so = votesText(votes, people, "approve");
  const far = tally.approvals === 0 ? "" : ` · ${tally.approvals} so far${so ? ` (${so})` : ""}`;
  return `Waiting for approval: ${needs}${far}`;
}

function needsText(required: Requirement, eligible: number, people: People): string {
  const nameOf = (memberId: string) => mentionOf(people, memberId, "somebody");
  const most = Math.max(eligible, required.votes);
  return [`${required.votes} of ${most}`, ...conditionTexts(required, nameOf)].join(", ");
}

/** "Rejected by @Lee: “Acme's quantity is wrong”". */
export function rejectionText(votes: readonly Vote[], people: People): string {
  return `Rejected by ${votesText(votes, people, "reject")}`;
}
