import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import { approvedText, hasContent, isAccountedFor } from "../../billing/bill-run/run-text.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { whoCanApprove } from "../../operations/bill-runs/remind-approvers.ts";
import { clockText } from "../text/day-text.ts";
import { listText, mention } from "../text/people-text.ts";
import { safeSentence } from "../text/safe-text.ts";
import { progressLine, standstillLine } from "./progress-line.ts";
import { reversalStatus } from "./reversal-lines.ts";
import { neededLine, rejectionText, votesText } from "./vote-texts.ts";

type StatusOf = (view: BillRunView, now: Date) => string;

const statusByState: Readonly<Record<BillRunState, StatusOf>> = {
  draft: () => "A draft. Preview it to see what it would bill.",
  previewing: (view, now) => `Previewing\n${progressLine(view, now)}`,
  previewed: previewedStatus,
  "awaiting-approval": awaitingStatus,
  approved: approvedStatus,
  running: (view, now) =>
    view.frozen
      ? `Stopped by the freeze. What is posted stays posted.\n${standstillLine(view)}`
      : `Running\n${progressLine(view, now)}`,
  paused: pausedStatus,
  completed: endedStatus,
  "completed-with-exceptions": endedStatus,
  canceled: () => "Canceled. It billed nothing.",
  reversed: (view) => reversalStatus(view).join("\n") || "Reversed. What it billed is due again.",
};

/** Where a run stands and what is to be done now, in one or two lines of mrkdwn. */
export function runStatus(view: BillRunView, now: Date): string {
  return statusByState[view.run.state](view, now);
}

function pausedStatus(view: BillRunView): string {
  const { pauseReason } = view.run;
  const why = pauseReason === null ? "." : `: “${safeSentence(pauseReason)}”.`;
  return `Paused${why} What is posted stays posted.\n${standstillLine(view)}`;
}

function previewedStatus(view: BillRunView): string {
  const approval = view.approval;
  const isOfThisContent = approval?.digest === view.run.digest;
  const rejection = approval?.votes.find((vote) => vote.decision === "reject");
  if (approval?.state === "rejected" && isOfThisContent && rejection) {
    const by = rejectionText([rejection], view.people);
    return `${by}. Put it right, then preview it again.`;
  }
  if (approval?.state === "expired" && isOfThisContent) {
    const when = approval.closedAt ? `, ${clockText(approval.closedAt)}` : "";
    return (
      `The request for approval expired${when}: not enough people agreed in time. ` +
      "Nothing is posted. Ask again, or preview it again first."
    );
  }
  if (!hasContent(view.run, view.counts)) {
    return "Previewed. Nothing is due, so there is nothing to approve.";
  }
  if (view.run.kind === "catch-up") {
    const counted = countOf(view.progress.counted, "account");
    return `Previewed. What is due of ${counted} would count as billed. Ask for approval next.`;
  }
  return "Previewed. Nothing is posted yet. Ask for approval when the amounts look right.";
}

function awaitingStatus(view: BillRunView): string {
  const { approval } = view;
  if (!approval) return "Waiting for approval.";
  const { tally } = approval;
  const counted = { tally, people: view.people, mayVote: view.mayApprove };
  const first = neededLine(approval, counted);
  const others = whoCanApprove(view);
  const can =
    others.length === 0
      ? "Nobody else may approve it: an admin can name an approver."
      : `${listText(others.map(mention), 5)} can approve it.`;
  return `${first}\n${can}`;
}

function approvedStatus(view: BillRunView): string {
  const who = votesText(view.approval?.votes ?? [], view.people, "approve");
  const isStanding = view.approval?.required.votes === 0;
  const last = view.approval?.votes.at(-1);
  const when = last ? `, ${clockText(last.votedAt)}` : "";
  const launch =
    view.run.kind === "catch-up"
      ? "Launch it to count what is due as billed."
      : "Launch it to post the documents.";
  const by = isStanding ? " by the approval policy" : who ? ` by ${who}` : "";
  return `Approved${by}${when}. ${launch}`;
}

function endedStatus(view: BillRunView): string {
  const { run, counts, retriedBy } = view;
  const exceptions = counts.parked + counts.held;
  const lines = [
    exceptions === 0 ? "Completed." : `Completed with ${countOf(exceptions, "exception")}.`,
  ];
  // The sentence stands only where the sum says so.
  if (isAccountedFor(counts)) lines[0] += " Every eligible account is accounted for.";
  if (run.kind === "catch-up") {
    const counted = countOf(view.progress.counted, "account");
    lines.push(`What was due of ${counted} counts as billed, without any invoice.`);
  }
  const approved = approvedText(run.digest, counts);
  if (approved) lines.push(approved);
  if (counts.held > 0) {
    const held = countOf(counts.held, "account");
    lines.push(`${held} changed after the approval and ${counts.held === 1 ? "is" : "are"} held.`);
  }
  if (retriedBy !== null) lines.push(`BR-${retriedBy} bills the exceptions again.`);
  lines.push(...reversalStatus(view));
  return lines.join("\n");
}
