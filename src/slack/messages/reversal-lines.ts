import { countOf } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { Milestone } from "../../operations/bill-runs/milestone.ts";
import {
  heldSentences,
  postedText,
  reversalSentences,
} from "../../operations/invoices/reversal-text.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

/** A moment in the undoing of a run. */
export type ReversalMilestone = Extract<
  Milestone,
  { kind: "reversal-asked" | "reversal-approved" | "reversal-sent-back" | "reversed" }
>;

/** What the thread of a run tells of its reversal. */
export function reversalMilestoneLines(
  milestone: ReversalMilestone,
  view: BillRunView,
): readonly string[] {
  const label = `BR-${view.run.number}`;
  switch (milestone.kind) {
    case "reversal-asked": {
      const why = milestone.reason === null ? "." : `: “${safeSentence(milestone.reason)}”.`;
      const asked = `${safeName(milestone.by)} asked to reverse ${label}${why}`;
      return [`${asked} Nothing is taken back before somebody else approves it.`];
    }
    case "reversal-approved":
      return [`${safeName(milestone.by)} approved the reversal. Its documents are taken back now.`];
    case "reversal-sent-back": {
      const why = milestone.comment === null ? "." : `: “${safeSentence(milestone.comment)}”.`;
      return [`${safeName(milestone.by)} sent the reversal back${why} ${label} stands.`];
    }
    case "reversed":
      return reversedLines(label, milestone.held, view);
  }
}

function reversedLines(label: string, held: number, { reversal }: BillRunView): readonly string[] {
  const posted = reversal ? postedText(reversal) : "no document was needed";
  if (held === 0) return [`${label} is reversed: ${posted}. What it billed is due again.`];
  const many = `${countOf(held, "account")} could not be taken back`;
  return [
    `${label} is reversed in part: ${posted}. ${many}.`,
    ...(reversal ? heldSentences(reversal, safeSentence) : []),
    `Reverse what stands on it first, then reverse ${label} again for the rest.`,
  ];
}

/** How the reversal of a run stands, for its card; empty where nobody asked for one. */
export function reversalStatus({ reversal }: BillRunView): readonly string[] {
  return reversal ? reversalSentences(reversal, safeSentence) : [];
}
