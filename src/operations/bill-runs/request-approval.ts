import type { Member } from "../../billing/approvals/member.ts";
import { mayDo } from "../../billing/approvals/member.ts";
import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { askForApproval } from "../approvals/ask-for-approval.ts";
import { runSubjectOfApproval } from "../approvals/run-subject.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun } from "./find-run.ts";

/**
 * Asks other people to agree to a previewed run, bound to its digest. `digest` is what the person
 * looked at (null at the command line: what stands now). Refuses `role_missing`,
 * `bill_run_unknown`, `bill_run_state`, `digest_changed`, `nothing_to_bill`, `approvers_missing`.
 */
export async function requestApproval(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly digest: string | null },
): Promise<BillRun | Refusal> {
  const asked = { subject: runLabel(input), digest: input.digest, channel: null };
  const approval = await askForApproval(world, actor, runSubjectOfApproval, asked);
  return isRefusal(approval) ? approval : findRun(world, input.number);
}

/**
 * Whether a member could vote on a run at all: the right, and neither its maker nor last editor.
 */
export function mayVoteOn(run: BillRun, member: Member): boolean {
  return mayDo(member, "vote") && member.id !== run.createdBy && member.id !== run.lastEditedBy;
}
