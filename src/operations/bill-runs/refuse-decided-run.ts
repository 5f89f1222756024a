import type { Approval } from "../../billing/approvals/approval.ts";
import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { refuseInState } from "./find-run.ts";

const isBeforeApproval: ReadonlySet<BillRunState> = new Set(["draft", "previewing", "previewed"]);

/** What stands in the way where no request about a run is open: it was decided, or nobody asked. */
export function refuseDecidedRun(run: BillRun, latest: Approval | null): Refusal {
  const last = latest?.votes.at(-1);
  if (latest && last && (latest.state === "approved" || latest.state === "rejected")) {
    const message = `BR-${run.number} was already ${latest.state} by ${last.memberName}.`;
    return { ...refuse("already_decided", message), at: last.votedAt };
  }
  if (latest?.state === "expired" && run.state === "previewed") {
    const message = `The request to approve BR-${run.number} expired.`;
    const remedy = "Ask for approval again, or preview the run again first.";
    return { ...refuse("approval_expired", message, remedy), at: latest.expiresAt };
  }
  return isBeforeApproval.has(run.state) ? refuseUnasked(run) : refuseInState(run, "decided on");
}

function refuseUnasked(run: BillRun): Refusal {
  const isPreviewed = run.state === "previewed";
  const remedy = isPreviewed ? "Ask for it when the amounts look right." : "Preview it first.";
  return refuse("bill_run_state", `Nobody asked for approval of BR-${run.number} yet.`, remedy);
}
