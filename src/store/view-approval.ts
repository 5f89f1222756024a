import { type Approval, tally, voterOf } from "../billing/approvals/approval.ts";
import { type Member, mayDo } from "../billing/approvals/member.ts";
import type { ApprovalView } from "../operations/approvals/approval-view.ts";
import type { Delegation } from "../operations/approvals/approvals-books.ts";
import type { PersonView } from "../operations/bill-runs/bill-run-view.ts";
import { toApproval, withVotes } from "./approval-rows.ts";
import { findApproval } from "./approvals.ts";
import { type Db, jsonRows } from "./database.ts";
import { listDelegations } from "./vote-delegations.ts";

type PersonRow = Member & { readonly slackId: string | null };

/** Everything the card of a request shows, as people's roles and absences stand at `now`. */
export async function viewApproval(db: Db, id: string, now: Date): Promise<ApprovalView> {
  const approval = await findApproval(db, id);
  if (!approval) throw new Error(`there is no request for approval ${id}`);
  const [people, delegations] = await Promise.all([loadPeople(db), listDelegations(db, now)]);
  return viewOf(approval, people, delegations, now);
}

/** Open requests, the one that expires first at the front. */
export async function listOpenApprovals(
  db: Db,
  limit: number,
  now: Date,
): Promise<readonly ApprovalView[]> {
  const rows = await db.approval.findMany({
    where: { state: "open" },
    orderBy: [{ expiresAt: "asc" }, { id: "asc" }],
    take: limit,
    include: withVotes,
  });
  const [people, delegations] = await Promise.all([loadPeople(db), listDelegations(db, now)]);
  return rows.map((row) => viewOf(toApproval(row), people, delegations, now));
}

function loadPeople(db: Db): Promise<readonly PersonRow[]> {
  return jsonRows<PersonRow>(
    db,
    `SELECT m.id, m.name, m.email, m.roles,
            m.active AND NOT member_has_left(m.id) AS active,
            (SELECT min(s.slack_id) FROM slack_identity s WHERE s.member_id = m.id) AS "slackId"
       FROM member m ORDER BY m.name, m.id`,
  );
}

function viewOf(
  approval: Approval,
  people: readonly PersonRow[],
  delegations: readonly Delegation[],
  now: Date,
): ApprovalView {
  const voted = new Set(approval.votes.flatMap((vote) => [vote.memberId, voterOf(vote)]));
  const person = (memberId: string): PersonView => {
    const found = people.find((each) => each.id === memberId);
    return { memberId, name: found?.name ?? "somebody", slackId: found?.slackId ?? null };
  };
  const isFree = ({ id, active }: PersonRow) =>
    active && !approval.excluded.includes(id) && !voted.has(id);
  const free = people.filter(isFree);
  const voters = free.filter((each) => mayDo(each, "vote"));
  const standing = delegations.filter(({ fromAt }) => Date.parse(fromAt) <= now.getTime());
  const standIns = standing
    .filter(({ fromMember }) => voters.some(({ id }) => id === fromMember))
    .filter(({ toMember }) => free.some(({ id }) => id === toMember))
    .map(({ fromMember, toMember }) => ({ person: person(toMember), absent: person(fromMember) }));
  const named = (approval.required.among ?? []).flatMap(({ memberIds }) => memberIds);
  return {
    approval,
    tally: tally(approval.required, approval.votes),
    requestedBy: person(approval.requestedBy),
    mayVote: voters.map(({ id }) => person(id)),
    standIns,
    people: [...new Set([...voted, ...named])].map(person),
  };
}
