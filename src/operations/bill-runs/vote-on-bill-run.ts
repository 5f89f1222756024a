import { type Approval, type Tally, tally } from "../../billing/approvals/approval.ts";
import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun, refuseInState, refuseOtherDigest } from "./find-run.ts";
import { mayVoteOn } from "./request-approval.ts";

/** A decision on a run; `digest` is what the person looked at, null at the command line. */
export type VoteOnBillRun = {
  readonly number: number;
  readonly digest: string | null;
  readonly decision: "approve" | "reject";
  readonly comment: string | null;
};

/**
 * Counts one person's vote and, with the last one needed, approves or rejects the run. Votes are
 * decided one after another, so that a hundred clicks at once make one decision. Refuses
 * `role_missing`, `bill_run_unknown`, `self_approval`, `already_decided`, `already_voted`,
 * `approval_expired`, `digest_changed`, `bill_run_state`.
 */
export async function voteOnBillRun(
  world: World,
  actor: Actor,
  input: VoteOnBillRun,
): Promise<{ readonly run: BillRun; readonly tally: Tally } | Refusal> {
  const act = {
    action: `bill-run.${input.decision}`,
    subject: runLabel(input),
    digest: input.digest,
    details: { comment: input.comment },
  };
  const found = await findVotable(world, actor, input.number);
  if (isRefusal(found)) return auditRefusal(world, actor, act, found);
  return audited(world, actor, { ...act, digest: input.digest ?? found.digest }, async (tx) => {
    const open = await tx.lockOpenApproval(found.id);
    if (!open) {
      const current = (await tx.currentRun(found.id)) ?? found;
      return refuseDecided(current, await tx.latestApproval(found.id));
    }
    return (
      refuseVote(world, actor, found, open, input) ?? castVote(tx, world, actor, found, open, input)
    );
  });
}

/**
 * The run, if the actor may vote on it at all. Refuses `role_missing`, `bill_run_unknown`,
 * `self_approval`.
 */
export async function findVotable(
  world: World,
  actor: Actor,
  number: number,
): Promise<BillRun | Refusal> {
  const found = requirePermission(actor, "view") ?? (await findRun(world, number));
  if (isRefusal(found)) return found;
  // Before the role: whoever made the run could not approve it with any role.
  return (await refuseSelf(world, actor, found)) ?? requirePermission(actor, "vote") ?? found;
}

async function refuseSelf(world: World, actor: Actor, run: BillRun): Promise<Refusal | null> {
  const { id } = actor.member;
  if (id !== run.createdBy && id !== run.lastEditedBy) return null;
  const members = await world.books.listMembers();
  const names = members.filter((member) => mayVoteOn(run, member)).map((member) => member.name);
  const did = id === run.createdBy ? "made" : "previewed";
  return refuse(
    "self_approval",
    `You ${did} BR-${run.number}, so somebody else approves it.`,
    names.length > 0 ? `${listNames(names)} can.` : "Ask an admin to name another approver.",
  );
}

function listNames(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** What stands in the way where no request is open: it was decided, or nobody asked. */
export function refuseDecided(run: BillRun, latest: Approval | null): Refusal {
  const last = latest?.votes.at(-1);
  if (latest && last && (latest.state === "approved" || latest.state === "rejected")) {
    const message = `BR-${run.number} was already ${latest.state} by ${last.memberName}.`;
    return { ...refuse("already_decided", message), at: last.votedAt };
  }
  return isBeforeApproval.has(run.state) ? refuseUnasked(run) : refuseInState(run, "decided on");
}

const isBeforeApproval: ReadonlySet<BillRunState> = new Set(["draft", "previewing", "previewed"]);

function refuseUnasked(run: BillRun): Refusal {
  const remedy = run.state === "previewed" ? "Ask for it when the amounts look right." : null;
  return refuse("bill_run_state", `Nobody asked for approval of BR-${run.number} yet.`, remedy);
}

function refuseVote(
  world: World,
  actor: Actor,
  run: BillRun,
  open: Approval,
  input: VoteOnBillRun,
): Refusal | null {
  if (input.digest !== null && input.digest !== open.digest) return refuseOtherDigest(run);
  if (world.clock.now().toISOString() >= open.expiresAt) {
    const message = `The request to approve BR-${run.number} expired.`;
    const remedy = "Preview the run again and ask for approval anew.";
    return { ...refuse("approval_expired", message, remedy), at: open.expiresAt };
  }
  if (open.votes.some((vote) => vote.memberId === actor.member.id)) {
    return refuse("already_voted", `You have already voted on BR-${run.number}.`, null);
  }
  return null;
}

async function castVote(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  run: BillRun,
  open: Approval,
  input: VoteOnBillRun,
): Promise<{ run: BillRun; tally: Tally } | Refusal> {
  const at = world.clock.now();
  const vote = {
    memberId: actor.member.id,
    memberName: actor.member.name,
    roles: actor.member.roles,
    decision: input.decision,
    comment: input.comment,
    votedAt: at.toISOString(),
  };
  await tx.addVote(open.id, vote);
  const counted = tally(open.required, [...open.votes, vote]);
  let moved: BillRun | null = run;
  if (counted.outcome !== "open") {
    await tx.closeApproval(open.id, counted.outcome);
    const move = counted.outcome === "approved" ? "approve" : "reject";
    moved = await tx.moveRun(run.id, move, { at, ifDigest: open.digest });
    // The approval was open under lock, so the run must still wait for it.
    if (!moved) throw new Error(`${runLabel(run)} moved while its approval was open`);
  }
  const kind = input.decision === "approve" ? "approved" : "rejected";
  const { name: by } = actor.member;
  const { comment } = input;
  await tx.queueMilestone({ runId: run.id, at: at.toISOString(), kind, by, comment });
  await tx.queueCard(`run:${run.id}`);
  return { run: moved, tally: counted };
}
