import type { Button } from "@slack/web-api";
import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import { invoicedText } from "../../billing/invoicing/totals-text.ts";
import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { type ButtonQuestion, runButton } from "../run-buttons.ts";

type ButtonsOf = (view: BillRunView) => readonly Button[];

const buttonsByState: Readonly<Record<BillRunState, ButtonsOf>> = {
  draft: ({ run }) => [
    runButton(run, "preview", "Preview", { style: "primary" }),
    cancelButton(run),
  ],
  previewing: ({ run }) => [cancelButton(run)],
  previewed: previewedButtons,
  "awaiting-approval": ({ run }) => [
    runButton(run, "approve", "Approve", { style: "primary" }),
    runButton(run, "reject", "Reject…", { style: "danger" }),
    runButton(run, "lookCloser", "Look closer"),
    runButton(run, "preview", "Preview again", { question: againQuestion }),
    cancelButton(run),
  ],
  approved: (view) => [
    runButton(view.run, "launch", "Launch", {
      style: "primary",
      question: launchQuestion(view),
    }),
    runButton(view.run, "lookCloser", "Look closer"),
    cancelButton(view.run),
  ],
  running: ({ run }) => [runButton(run, "pause", "Pause")],
  paused: ({ run }) => [runButton(run, "resume", "Resume", { style: "primary" })],
  completed: endedButtons,
  "completed-with-exceptions": endedButtons,
  canceled: endedButtons,
  reversed: endedButtons,
};

/** What can be done with a run where it stands. */
export function runActionButtons(view: BillRunView): readonly Button[] {
  return buttonsByState[view.run.state](view);
}

const againQuestion: ButtonQuestion = {
  title: "Preview again?",
  text: "The request for approval ends, and votes given so far no longer count.",
  yes: "Preview again",
  no: "Leave it",
};

function cancelButton(run: BillRunView["run"]): Button {
  return runButton(run, "cancel", "Cancel…", {
    question: {
      title: `Cancel BR-${run.number}?`,
      text: "It bills nothing and can't be taken up again. What is due stays due for other runs.",
      yes: "Cancel the run",
      no: "Keep it",
      isDangerous: true,
    },
  });
}

function previewedButtons(view: BillRunView): readonly Button[] {
  const { run, approval } = view;
  const isRejected = approval?.state === "rejected" && approval.digest === run.digest;
  const ask = runButton(run, "requestApproval", "Ask for approval", {
    ...(isRejected ? {} : { style: "primary" as const }),
  });
  return [
    ...(view.counts.billed > 0 ? [ask] : []),
    runButton(run, "lookCloser", "Look closer"),
    runButton(run, "preview", "Preview again"),
    cancelButton(run),
  ];
}

function launchQuestion(view: BillRunView): ButtonQuestion {
  const invoices = view.totals.reduce((sum, row) => sum + row.invoices, 0);
  const credits = view.totals.reduce((sum, row) => sum + row.creditMemos, 0);
  const memos = credits > 0 ? ` and ${countOf(credits, "credit memo")}` : "";
  return {
    title: `Launch BR-${view.run.number}?`,
    text:
      `${invoicedText(view.totals)} in ${countOf(invoices, "invoice")}${memos} will be posted ` +
      "with numbers. Posted documents are never edited.",
    yes: "Launch",
    no: "Not yet",
  };
}

/** A run that was canceled before its preview has nothing to look at. */
function endedButtons({ run, counts, retriedBy }: BillRunView): readonly Button[] {
  const count = counts.parked + counts.held;
  const label = count === 1 ? "Preview the 1 again" : `Preview the ${countText(count)} again`;
  const retry = runButton(run, "retry", label, { style: "primary" });
  const mayRetry = run.state === "completed-with-exceptions" && retriedBy === null;
  return [
    ...(mayRetry ? [retry] : []),
    ...(count > 0 ? [runButton(run, "exceptions", "Exceptions")] : []),
    ...(counts.eligible > 0 ? [runButton(run, "lookCloser", "Look closer")] : []),
  ];
}
