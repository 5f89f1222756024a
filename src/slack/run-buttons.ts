import type { Button, ConfirmationDialog } from "@slack/web-api";
import { type BillRun, runLabel } from "../billing/bill-run/bill-run.ts";
import { cut } from "./blocks.ts";
import { writeRunReference } from "./run-reference.ts";

/** Every button of a run, by the name that its click arrives under. */
export const runActions = {
  preview: "bill_run_preview",
  requestApproval: "bill_run_request_approval",
  approve: "bill_run_approve",
  comment: "bill_run_approve_with_comment",
  reject: "bill_run_reject",
  remind: "bill_run_remind",
  lookCloser: "bill_run_look_closer",
  why: "bill_run_why",
  launch: "bill_run_launch",
  pause: "bill_run_pause",
  resume: "bill_run_resume",
  cancel: "bill_run_cancel",
  retry: "bill_run_retry",
  exceptions: "bill_run_exceptions",
  changes: "bill_run_changes",
  csv: "bill_run_csv",
  exceptionsCsv: "bill_run_exceptions_csv",
  account: "bill_run_account",
  reverse: "bill_run_reverse",
} as const;

/** What a button asks before it acts. */
export type ButtonQuestion = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isDangerous?: boolean;
};

/** A button of a run. Its value names the run, the content shown, and at most an account. */
export function runButton(
  run: Pick<BillRun, "number" | "digest">,
  action: keyof typeof runActions,
  label: string,
  options: {
    readonly style?: "primary" | "danger";
    readonly question?: ButtonQuestion;
    /** Key of the account that the button is about. */
    readonly account?: string;
  } = {},
): Button {
  return {
    type: "button",
    action_id: runActions[action],
    text: { type: "plain_text", text: cut(label, 75), emoji: false },
    value: writeRunReference({
      run: run.number,
      digest: run.digest,
      account: options.account ?? null,
    }),
    accessibility_label: cut(`${label.replace("…", "")} ${runLabel(run)}`, 75),
    ...(options.style ? { style: options.style } : {}),
    ...(options.question ? { confirm: dialog(options.question) } : {}),
  };
}

/** What a person is asked before a click counts. */
export function dialog(question: ButtonQuestion): ConfirmationDialog {
  const plain = (text: string, max: number) => ({
    type: "plain_text" as const,
    text: cut(text, max),
    emoji: false,
  });
  return {
    title: plain(question.title, 100),
    text: plain(question.text, 300),
    confirm: plain(question.yes, 30),
    deny: plain(question.no, 30),
    ...(question.isDangerous ? { style: "danger" } : {}),
  };
}
