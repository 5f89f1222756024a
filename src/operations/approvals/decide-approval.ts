import { type Approval, type Tally, tally, type Vote } from "../../billing/approvals/approval.ts";
import { mayDo } from "../../billing/approvals/member.ts";
import { saysAmount, typedName } from "../../billing/approvals/typed-total.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { approvalSubjectOf } from "../notifications/card.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { type ApprovalSubject, SubjectChanged, type SubjectNow } from "./approval-subject.ts";
import { refuseOtherContent, voidApproval } from "./ask-for-approval.ts";
import { refuseLapsed } from "./refuse-lapsed.ts";
import { requirePermission } from "./require-permission.ts";
import { bestStanding, type Standing, standingsOf } from "./vote-standing.ts";

/** A decision; `digest` is what the person looked at, null at the command line. */
export type Decision = {
  readonly subject: string;
  readonly digest: string | null;
  readonly decision: "approve" | "reject";
  readonly comment: string | null;
  /** The total as the person typed it, where the request asks for that. */
  readonly typedTotal: string | null;
};

/** What a vote came to. */
export type Decided = {
  readonly approval: Approval;
  readonly tally: Tally;
  /** Name of the person who was voted for, if not the voter. */
  readonly standsFor: string | null;
};

/** Somebody who may vote, as far as is known before the request is locked. */
export type Voter = {
  readonly now: SubjectNow;
  readonly latest: Approval | null;
  readonly standings: readonly Standing[];
};

/**
 * Counts one person's vote and, with the last one needed, does what was approved, or sends it
 * back. Votes are decided one after another, so that a hundred clicks at once make one decision.
 * Refuses `role_missing`, what the subject refuses, `self_approval`, `delegation_lapsed`,
 * `already_decided`, `already_voted`, `approval_expired`, `approval_missing`, `approval_void`,
 * `digest_changed`, `typed_total_missing`, `typed_total_wrong`.
 */
export async function decideApproval(
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  input: Decision,
): Promise<Decided | Refusal> {
  const act = {
    action: `${about.act}.${input.decision}`,
    subject: input.subject,
    digest: input.digest,
    details: { comment: input.comment },
  };
  let digest = input.digest;
  // The content is loaded before the request is locked; a second look tells whether it changed, or
  // whether approval was asked for anew in between.
  for (const _ of [1, 2]) {
    const voter = await findVoter(world, actor, about, input.subject);
    if (isRefusal(voter)) return auditRefusal(world, actor, act, voter);
    digest = input.digest ?? voter.latest?.digest ?? voter.now.digest;
    const told = ({ standsFor }: Decided) =>
      standsFor === null ? {} : { details: { comment: input.comment, for: standsFor } };
    const work = (tx: BooksWriter) => decide(tx, world, actor, about, voter, input);
    try {
      return await audited(world, actor, { ...act, digest }, work, told);
    } catch (error) {
      if (!(error instanceof SubjectChanged)) throw error;
    }
  }
  return audited(world, actor, { ...act, digest }, async (tx) => {
    const open = await tx.lockOpenApprovalOf(about.kind, input.subject);
    if (!open)
      return refuseDecided(input.subject, await tx.latestApprovalOf(about.kind, input.subject));
    return refuseVoid(tx, world, about, open);
  });
}

/**
 * Whether the actor may vote on a subject at all. Refuses `role_missing`, what the subject refuses,
 * `self_approval`, `already_decided` and `delegation_lapsed`.
 */
export async function findVoter(
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  subject: string,
): Promise<Voter | Refusal> {
  const forbidden = requirePermission(actor, "view");
  if (forbidden) return forbidden;
  const latest = await world.books.latestApprovalOf(about.kind, subject);
  const open = latest?.state === "open" ? latest : null;
  const now = await about.load(world, subject, open?.proposal ?? null);
  if (isRefusal(now)) return now;
  const excluded = [...now.excluded, ...(open?.excluded ?? [])];
  const members = await world.books.listMembers();
  // Before the role: whoever made it could not approve it with any role.
  if (excluded.includes(actor.member.id)) {
    // What is approved needs nobody else.
    if (latest?.state === "approved" && latest.digest === now.digest) {
      return refuseDecided(now.label, latest);
    }
    const others = members.filter(({ id }) => !excluded.includes(id));
    const names = others.filter((member) => mayDo(member, "vote")).map(({ name }) => name);
    return refuseSelf(now, actor, names);
  }
  const delegations = await world.books.listDelegations(world.clock.now());
  const at = world.clock.now().getTime();
  const begun = delegations.filter(({ fromAt }) => Date.parse(fromAt) <= at);
  const standings = standingsOf(actor.member, excluded, begun, members);
  if (standings.length > 0) return { now, latest, standings };
  const lent = begun.filter(({ toMember }) => toMember === actor.member.id);
  const lapsed = await refuseLapsed(world, lent);
  return lapsed ?? requirePermission(actor, "vote") ?? refuseSelf(now, actor, []);
}

function refuseSelf(now: SubjectNow, { member }: Actor, names: readonly string[]): Refusal {
  const [maker, editor] = now.excluded;
  const did =
    member.id === maker ? "made" : member.id === editor ? "previewed" : "asked for approval of";
  return refuse(
    "self_approval",
    `You ${did} ${now.label}, so somebody else approves it.`,
    names.length > 0 ? `${listNames(names)} can.` : "Ask an admin to name another approver.",
  );
}

function listNames(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

async function decide(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  voter: Voter,
  input: Decision,
): Promise<Decided | Refusal> {
  const open = await tx.lockOpenApprovalOf(about.kind, input.subject);
  if (!open) {
    const latest = await tx.latestApprovalOf(about.kind, input.subject);
    if (about.refuseDecided) return about.refuseDecided(tx, input.subject, latest);
    return refuseDecided(voter.now.label, latest);
  }
  if (input.digest !== null && input.digest !== open.digest) {
    return about.refuseOther?.(input.subject) ?? refuseOtherContent(voter.now.label);
  }
  const no = refuseVote(world, open, voter, input);
  if (no) return no;
  if (voter.now.digest !== open.digest) throw new SubjectChanged(input.subject);
  const free = voter.standings.filter(({ standsFor }) => {
    return !open.excluded.includes(standsFor?.memberId ?? actor.member.id);
  });
  const hasVoted = open.votes.some((vote) => vote.memberId === actor.member.id);
  const standing = hasVoted ? null : bestStanding(open, actor.member, free);
  if (!standing) return refuseSecondVote(open, actor);
  const at = world.clock.now().toISOString();
  const { id: memberId, name: memberName } = actor.member;
  const { decision, comment } = input;
  return cast(tx, world, actor, about, open, {
    ...{ memberId, memberName, decision, comment, votedAt: at },
    ...standing,
  });
}

async function cast(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  open: Approval,
  vote: Vote,
): Promise<Decided> {
  await tx.addVote(open.id, vote);
  const votes = [...open.votes, vote];
  const counted = tally(open.required, votes);
  const at = world.clock.now();
  const isDecided = counted.outcome !== "open";
  const approval: Approval = {
    ...open,
    votes,
    state: counted.outcome,
    closedAt: isDecided ? at.toISOString() : null,
  };
  if (isDecided) await tx.closeApproval(open.id, counted.outcome, { at, because: null });
  await about.voted?.(tx, world, approval, vote);
  if (counted.outcome === "approved") await about.approved(tx, world, approval, actor);
  if (counted.outcome === "rejected") await about.rejected?.(tx, world, approval, actor);
  await tx.queueCard(approvalSubjectOf(open));
  return { approval, tally: counted, standsFor: vote.standsFor?.memberName ?? null };
}

function refuseVote(world: World, open: Approval, { now }: Voter, input: Decision): Refusal | null {
  if (world.clock.now().toISOString() >= open.expiresAt) {
    const message = `The request to approve ${now.label} expired.`;
    const remedy = "Have approval asked for anew.";
    return { ...refuse("approval_expired", message, remedy), at: open.expiresAt };
  }
  return input.decision === "approve" ? refuseTyped(open, now, input.typedTotal) : null;
}

/** The number is never told here: whoever types it has to have looked at it. */
function refuseTyped({ typed }: Approval, now: SubjectNow, total: string | null): Refusal | null {
  if (!typed) return null;
  if (total === null || total.trim() === "") {
    return refuse(
      "typed_total_missing",
      `${now.label} is above the limit from which approvers type its total.`,
      `Type the ${typedName(typed)} in ${typed.currency} as its card shows it.`,
    );
  }
  if (saysAmount(total, typed)) return null;
  return refuse(
    "typed_total_wrong",
    `That is not the ${typedName(typed)} of ${now.label} in ${typed.currency}.`,
    "Look at its card and type the total as it stands there.",
  );
}

function refuseSecondVote(open: Approval, actor: Actor): Refusal {
  const { label } = open.content;
  const byOther = open.votes.find(({ standsFor }) => standsFor?.memberId === actor.member.id);
  if (byOther) {
    const message = `${byOther.memberName} has voted on ${label} for you.`;
    return refuse("already_voted", message, null);
  }
  return refuse("already_voted", `You have already voted on ${label}.`, null);
}

async function refuseVoid(
  tx: BooksWriter,
  world: World,
  about: ApprovalSubject,
  open: Approval,
): Promise<Refusal> {
  // The vote changes nothing; what it came upon is written down with it.
  await voidApproval(tx, world, about, open, "Its content changed.");
  return refuse(
    "approval_void",
    `${open.content.label} changed since approval was asked for, so the request is void.`,
    "Look at it anew; whoever needs it asks for approval again.",
  );
}

/** What stands in the way where no request is open: it was decided, or nobody asked. */
export function refuseDecided(label: string, latest: Approval | null): Refusal {
  if (!latest) {
    return refuse("approval_missing", `Nobody asked for approval of ${label} yet.`, null);
  }
  const last = latest.votes.at(-1);
  if (last && (latest.state === "approved" || latest.state === "rejected")) {
    const message = `${label} was already ${latest.state} by ${last.memberName}.`;
    return { ...refuse("already_decided", message), at: last.votedAt };
  }
  if (latest.state === "expired") {
    const message = `The request to approve ${label} expired.`;
    const remedy = "Have approval asked for anew.";
    return { ...refuse("approval_expired", message, remedy), at: latest.expiresAt };
  }
  const message = `The request to approve ${label} is void.`;
  return refuse("approval_void", message, "Have approval asked for anew.");
}
