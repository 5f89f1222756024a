import { voteOnBillRun } from "../../../operations/bill-runs/vote-on-bill-run.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { rejectReasonField, rejectRunCallback } from "../../modals/reject-run-view.ts";
import { readFormReference } from "../../run-reference.ts";
import { runVoteNotice } from "../vote-notice.ts";
import { readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

export const rejectRunForm: RunForm = {
  callback: rejectRunCallback,
  title: "Reject",
  act: ({ metadata }) => {
    const seen = readFormReference(metadata);
    return { action: "slack.reject", subject: seen ? `BR-${seen.run}` : "bill run" };
  },
  check: (form) =>
    reasonIn(form) === "" ? { [rejectReasonField]: "Say what should be put right." } : null,
  submit: async ({ world, actor, form }) => {
    const seen = readFormReference(form.metadata);
    if (!seen) {
      return refuse("form_invalid", "I can't read which run this form is about.", "Open it again.");
    }
    const { run: number, digest } = seen;
    const vote = { number, digest, decision: "reject" as const, comment: reasonIn(form) };
    const voted = await voteOnBillRun(world, actor, vote);
    return isRefusal(voted) ? voted : runVoteNotice(voted);
  },
  channelOf: ({ metadata }) => readFormReference(metadata)?.channel ?? null,
  fieldOf: () => null,
};

function reasonIn(form: SubmittedForm): string {
  return readField(form.values, rejectReasonField).text.trim();
}
