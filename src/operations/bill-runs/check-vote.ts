import { runLabel } from "../../billing/bill-run/bill-run.ts";
import { findVoter } from "../approvals/decide-approval.ts";
import { runSubjectOfApproval } from "../approvals/run-subject.ts";
import { auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { BillRunView } from "./bill-run-view.ts";
import { refuseDecidedRun } from "./refuse-decided-run.ts";

/**
 * The run as it stands, for somebody who is about to vote; who may not is told before filling in a
 * form. Voting asks all of it again. Refuses `role_missing`, `bill_run_unknown`, `self_approval`,
 * `already_decided`, `bill_run_state`.
 */
export async function checkVote(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly decision: "approve" | "reject" },
): Promise<BillRunView | Refusal> {
  const act = { action: `bill-run.${input.decision}`, subject: runLabel(input) };
  const voter = await findVoter(world, actor, runSubjectOfApproval, runLabel(input));
  if (isRefusal(voter)) return auditRefusal(world, actor, act, voter);
  const view = await world.books.viewRun(voter.now.runId ?? "");
  if (view.run.state === "awaiting-approval") return view;
  return auditRefusal(world, actor, act, refuseDecidedRun(view.run, view.approval));
}
