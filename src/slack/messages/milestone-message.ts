import { requiredText } from "../../billing/approvals/approval-text.ts";
import { hasContent, isAccountedFor } from "../../billing/bill-run/run-text.ts";
import { documentsText, invoicedText } from "../../billing/invoicing/totals-text.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { BillChange } from "../../operations/bill-runs/biggest-changes.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { Milestone } from "../../operations/bill-runs/milestone.ts";
import { whoCanApprove } from "../../operations/bill-runs/remind-approvers.ts";
import { paragraphs, type SlackMessage } from "../blocks.ts";
import { listText, mention } from "../text/people-text.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";
import { changesMessage } from "./changes-message.ts";
import { exceptionLines } from "./exception-lines.ts";
import { reversalMilestoneLines } from "./reversal-lines.ts";

/** A moment of a run as its thread tells it. */
export function milestoneMessage(
  milestone: Milestone,
  view: BillRunView,
  changes: readonly BillChange[] = [],
): SlackMessage {
  const lines = milestoneLines(milestone, view);
  const label = `BR-${view.run.number}`;
  const [first = ""] = lines;
  return {
    // What the channel sees of a thread names its run already.
    text: first.includes(label) ? first : `${label}${amountsOf(milestone, view)}: ${first}`,
    blocks: [
      ...paragraphs(lines),
      ...(changes.length > 0 ? changesMessage(view.run, changes).blocks : []),
    ],
  };
}

/** What a notification shows no card for: the amounts that were decided on. */
function amountsOf({ kind }: Milestone, { run, totals }: BillRunView): string {
  const isDecision = kind === "approved" || kind === "rejected" || kind === "launched";
  const isBilling = run.kind !== "catch-up" && totals.length > 0;
  return isDecision && isBilling ? `, ${invoicedText(totals)}` : "";
}

function milestoneLines(milestone: Milestone, view: BillRunView): readonly string[] {
  switch (milestone.kind) {
    case "created":
      return [`Made by ${safeName(milestone.by)}.`];
    case "previewed":
      return !hasContent(view.run, view.counts)
        ? ["Previewed: nothing is due."]
        : [previewedText(view)];
    case "approval-requested": {
      const needs = view.approval ? ` It takes ${requiredText(view.approval.required)}.` : "";
      const what = `BR-${view.run.number}, ${invoicedText(view.totals)}`;
      return [`${what}: ${safeName(milestone.by)} asked for approval.${needs}`];
    }
    case "reminded": {
      const others = whoCanApprove(view);
      const whom = others.length > 0 ? `${listText(others.map(mention), 10)}: ` : "";
      const waits = `BR-${view.run.number} waits for your approval`;
      return [`${whom}${waits}, ${safeName(milestone.by)} asks.`];
    }
    case "approved":
      return [`Approved by ${safeName(milestone.by)}${commentText(milestone.comment)}.`];
    case "rejected":
      return [`Rejected by ${safeName(milestone.by)}${commentText(milestone.comment)}.`];
    case "launched":
      return [`Launched by ${safeName(milestone.by)}.`];
    case "paused":
      return [pausedText(milestone.by, milestone.reason ?? null)];
    case "resumed":
      return [`Resumed by ${safeName(milestone.by)}.`];
    case "canceled":
      return [`Canceled by ${safeName(milestone.by)}. It billed nothing.`];
    case "frozen": {
      const why = milestone.reason ? `: “${safeSentence(milestone.reason)}”` : "";
      return [`Stopped: ${safeName(milestone.by)} froze all billing${why}.`];
    }
    case "unfrozen":
      return [`${safeName(milestone.by)} agreed to lift the freeze. The launch goes on.`];
    case "held":
      return heldLines(milestone.accounts, view);
    case "ended":
      return endedLines(view);
    case "reversal-asked":
    case "reversal-approved":
    case "reversal-sent-back":
    case "reversed":
      return reversalMilestoneLines(milestone, view);
  }
}

function previewedText({ run, totals, progress }: BillRunView): string {
  if (run.kind !== "catch-up") {
    return `Previewed: ${invoicedText(totals)}. Nothing is posted yet.`;
  }
  const counted = countOf(progress.counted, "account");
  return `Previewed: what is due of ${counted} would count as billed, without any invoice.`;
}

function pausedText(by: string, reason: string | null): string {
  const why = reason === null ? "." : `: “${safeSentence(reason)}”`;
  return `Paused by ${safeName(by)}${why} What is posted stays posted.`;
}

function commentText(comment: string | null): string {
  return comment ? `: “${safeSentence(comment)}”` : "";
}

function heldLines(accounts: number, view: BillRunView): readonly string[] {
  const what = countOf(accounts, "account");
  const [were, they] = accounts === 1 ? ["was", "It is"] : ["were", "They are"];
  const first = `${what} of BR-${view.run.number} changed after the approval and ${were} held.`;
  // The line of the held ones comes first; its title is said already.
  const named = exceptionLines(view).slice(0, 1);
  return [`${first} ${they} not billed.`, ...named.map((line) => line.replace(/^Held[^:]*: /, ""))];
}

function outcomeText({ run, totals, progress }: BillRunView): string {
  if (run.kind === "catch-up") {
    return `what was due of ${countOf(progress.counted, "account")} counts as billed`;
  }
  return totals.length === 0 ? "nothing was billed" : documentsText(totals);
}

function endedLines(view: BillRunView): readonly string[] {
  const { run, counts } = view;
  const exceptions = counts.parked + counts.held;
  const how = exceptions === 0 ? "completed" : `completed with ${countOf(exceptions, "exception")}`;
  const first = `BR-${run.number} ${how}: ${outcomeText(view)}.`;
  const sound = isAccountedFor(counts) ? ["Every eligible account is accounted for."] : [];
  // The held ones had a message of their own a moment ago.
  return [first, ...sound, ...exceptionLines(view).filter((line) => line.startsWith("Parked"))];
}
