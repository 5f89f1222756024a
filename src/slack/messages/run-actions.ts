import type { Button } from "@slack/web-api";
import { type BillRunState, mayMove } from "../../billing/bill-run/lifecycle.ts";
import { hasContent } from "../../billing/bill-run/run-text.ts";
import { documentsText } from "../../billing/invoicing/totals-text.ts";
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
  "awaiting-approval": (view) => [
    ...approveButtons(view.run, view.approval?.typed != null),
    runButton(view.run, "reject", "Reject…", { style: "danger" }),
    runButton(view.run, "lookCloser", "Look closer"),
    ...changesButtons(view),
    runButton(view.run, "preview", "Preview again", { question: againQuestion }),
    cancelButton(view.run),
  ],
  approved: (view) => [
    runButton(view.run, "launch", "Launch", {
      style: "primary",
      question: launchQuestion(view),
    }),
    runButton(view.run, "lookCloser", "Look closer"),
    runButton(view.run, "preview", "Preview again", { question: againApprovedQuestion }),
    cancelButton(view.run, "The approval is lost with it. "),
  ],
  running: ({ run }) => [runButton(run, "pause", "Pause…")],
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

/** Above the policy's limit a click is not enough: the form asks for the total. */
function approveButtons(run: BillRunView["run"], isTyped: boolean): readonly Button[] {
  const style = "primary" as const;
  if (isTyped) return [runButton(run, "comment", "Approve…", { style })];
  return [
    runButton(run, "approve", "Approve", { style }),
    runButton(run, "comment", "Approve with a comment…"),
  ];
}

const againQuestion: ButtonQuestion = {
  title: "Preview again?",
  text: "The request for approval ends, and votes given so far no longer count.",
  yes: "Preview again",
  no: "Leave it",
};

const cancelText =
  "It bills nothing and can't be taken up again. What is due stays due for other runs.";

const againApprovedQuestion: ButtonQuestion = {
  ...againQuestion,
  text: "The run is approved. Previewed again, it has to be approved again.",
};

function cancelButton(run: BillRunView["run"], first = ""): Button {
  return runButton(run, "cancel", "Cancel…", {
    question: {
      title: `Cancel BR-${run.number}?`,
      text: `${first}${cancelText}`,
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
    ...(hasContent(run, view.counts) ? [ask] : []),
    runButton(run, "lookCloser", "Look closer"),
    ...changesButtons(view),
    runButton(run, "preview", "Preview again"),
    cancelButton(run),
  ];
}

function launchQuestion({ run, totals, progress }: BillRunView): ButtonQuestion {
  const title = `Launch BR-${run.number}?`;
  const answers = { yes: "Launch", no: "Not yet" };
  if (run.kind === "catch-up") {
    const counted = countOf(progress.counted, "account");
    const text = `What is due of ${counted} counts as billed from then on. Nobody is invoiced.`;
    return { title, text, ...answers };
  }
  const what = documentsText(totals);
  if (what === "nothing")
    return { title, text: "Nothing is due, so nothing is posted.", ...answers };
  const text = `${what} will be posted with numbers. Posted documents are never edited.`;
  return { title, text, ...answers };
}

/** In the first month here there is nothing to compare with. */
function changesButtons({ run, compared, findings }: BillRunView): readonly Button[] {
  const differs = compared !== null || findings["amount-changed"] > 0;
  return differs ? [runButton(run, "changes", "Changes")] : [];
}

/** A run that was canceled before its preview has nothing to look at. */
function endedButtons(view: BillRunView): readonly Button[] {
  const { run, counts, retriedBy } = view;
  const count = counts.parked + counts.held;
  const retry = runButton(run, "retry", `Retry the ${countText(count)}`, { style: "primary" });
  const mayRetry = run.state === "completed-with-exceptions" && retriedBy === null;
  return [
    ...(mayRetry ? [retry] : []),
    ...(count > 0 ? [runButton(run, "exceptions", "Exceptions")] : []),
    ...(counts.eligible > 0
      ? [runButton(run, "lookCloser", "Look closer"), runButton(run, "csv", "CSV")]
      : []),
    ...(mayReverse(view) ? [runButton(run, "reverse", "Reverse the run…")] : []),
  ];
}

/** What ended and posted something, unless a reversal waits or goes on. */
function mayReverse({ run, reversal, totals, progress }: BillRunView): boolean {
  if (!mayMove(run.state, "reverse")) return false;
  const isGoingOn = reversal?.draft.state === "waiting" || reversal?.draft.state === "posting";
  return !isGoingOn && (totals.length > 0 || progress.counted > 0);
}
