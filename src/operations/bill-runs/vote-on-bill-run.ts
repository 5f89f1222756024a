import type { Tally } from "../../billing/approvals/approval.ts";
import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { decideApproval } from "../approvals/decide-approval.ts";
import { runSubjectOfApproval } from "../approvals/run-subject.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun } from "./find-run.ts";

/** A decision on a run; `digest` is what the person looked at, null at the command line. */
export type VoteOnBillRun = {
  readonly number: number;
  readonly digest: string | null;
  readonly decision: "approve" | "reject";
  readonly comment: string | null;
  /** The total as the approver typed it, where the policy asks for a second look. */
  readonly typedTotal?: string | null;
};

/** What a vote on a run came to; `standsFor` names who was voted for, if not the voter. */
export type VotedOnRun = {
  readonly run: BillRun;
  readonly tally: Tally;
  readonly standsFor: string | null;
};

/**
 * Counts one person's vote and, with the last one needed, approves or rejects the run. Votes are
 * decided one after another, so that a hundred clicks at once make one decision. Refuses
 * `role_missing`, `bill_run_unknown`, `self_approval`, `already_decided`, `already_voted`,
 * `approval_expired`, `digest_changed`, `bill_run_state`, `typed_total_missing`,
 * `typed_total_wrong`.
 */
export async function voteOnBillRun(
  world: World,
  actor: Actor,
  input: VoteOnBillRun,
): Promise<VotedOnRun | Refusal> {
  const { number, typedTotal = null, ...decision } = input;
  const subject = runLabel(input);
  const vote = { ...decision, subject, typedTotal };
  const decided = await decideApproval(world, actor, runSubjectOfApproval, vote);
  if (isRefusal(decided)) return decided;
  const run = await findRun(world, number);
  if (isRefusal(run)) return run;
  return { run, tally: decided.tally, standsFor: decided.standsFor };
}
