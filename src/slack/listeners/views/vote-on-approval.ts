import type { Vote } from "../../../billing/approvals/approval.ts";
import { voteOnApproval } from "../../../operations/approvals/vote-on-approval.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { readApprovalForm } from "../../approval-reference.ts";
import { approveCallback, rejectCallback, voteFields } from "../../modals/vote-view.ts";
import { voteNotice } from "../vote-notice.ts";
import { readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

/** Approving with a comment, or with the total typed as a second look. */
export const approveForm: RunForm = {
  ...formOf("approve"),
  callback: approveCallback,
  title: "Approve",
  check: () => null,
};

/** Rejecting, with the reason. */
export const rejectForm: RunForm = {
  ...formOf("reject"),
  callback: rejectCallback,
  title: "Reject",
  check: (form) =>
    commentIn(form) === null ? { [voteFields.comment]: "Say what should be put right." } : null,
};

function formOf(
  decision: Vote["decision"],
): Pick<RunForm, "act" | "submit" | "channelOf" | "fieldOf"> {
  return {
    act: ({ metadata }) => {
      const subject = readApprovalForm(metadata)?.subject ?? "approval";
      return { action: `slack.${decision}`, subject };
    },
    submit: async ({ world, actor, form }) => {
      const seen = readApprovalForm(form.metadata);
      if (!seen) {
        const message = "I can't read what this form is about.";
        return refuse("form_invalid", message, "Open it again.");
      }
      const { kind, subject, digest } = seen;
      const typedTotal = readField(form.values, voteFields.total).text.trim() || null;
      const comment = commentIn(form);
      const vote = { kind, subject, digest, decision, comment, typedTotal };
      const voted = await voteOnApproval(world, actor, vote);
      if (isRefusal(voted)) return voted;
      return voteNotice({ ...voted, kind, label: voted.approval.content.label });
    },
    channelOf: ({ metadata }) => readApprovalForm(metadata)?.channel ?? null,
    fieldOf: ({ refusal }) => {
      return refusal.startsWith("typed_total_") ? voteFields.total : null;
    },
  };
}

function commentIn(form: SubmittedForm): string | null {
  return readField(form.values, voteFields.comment).text.trim() || null;
}
