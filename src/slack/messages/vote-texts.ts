import type { Approval, Tally, Vote } from "../../billing/approvals/approval.ts";
import { neededText } from "../../billing/approvals/approval-text.ts";
import type { PersonView } from "../../operations/bill-runs/bill-run-view.ts";
import { listText, mentionOf } from "../text/people-text.ts";
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

/** "Waiting for approval: 2 people, one a controller · 1 so far (@Lee: “looks right”)". */
export function neededLine(
  approval: Pick<Approval, "required" | "votes">,
  { approvals }: Pick<Tally, "approvals">,
  people: People,
): string {
  const nameOf = (memberId: string) => mentionOf(people, memberId, "somebody");
  const so = votesText(approval.votes, people, "approve");
  const far = approvals === 0 ? "" : ` · ${approvals} so far${so ? ` (${so})` : ""}`;
  return `Waiting for ${neededText(approval.required, nameOf)}${far}`;
}

/** "Rejected by @Lee: “Acme's quantity is wrong”". */
export function rejectionText(votes: readonly Vote[], people: People): string {
  return `Rejected by ${votesText(votes, people, "reject")}`;
}
