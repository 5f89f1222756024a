import type { InputBlock, ModalView } from "@slack/web-api";
import type { ApprovalAmount } from "../../billing/approvals/approval.ts";
import { shownAmountText } from "../../billing/approvals/shown-amounts.ts";
import { typedName } from "../../billing/approvals/typed-total.ts";
import type { ApprovalView } from "../../operations/approvals/approval-view.ts";
import { type ApprovalReference, writeApprovalForm } from "../approval-reference.ts";
import { cut, paragraphs, section } from "../blocks.ts";
import { plainName, safeSentence } from "../text/safe-text.ts";

/** The names under which the two forms' submissions arrive. */
export const approveCallback = "approve_with_comment";
export const rejectCallback = "reject_approval";

/** Block ids of what is typed; the elements are called `value`. */
export const voteFields = { comment: "comment", total: "total" } as const;

/**
 * Asks for a comment on an approval and, above the policy's limit, for the total as the approver
 * reads it: the form shows everything but that number, which stands on the card.
 */
export function approveView(
  { approval }: ApprovalView,
  seen: ApprovalReference,
  channel: string | null,
): ModalView {
  const { label, lines, amounts } = approval.content;
  const { typed } = approval;
  const shown = typed === null ? amounts.map((each) => shownAmountText(each)) : [];
  const what = [`*${safeSentence(label)}*`, ...shown, ...lines.slice(0, 5).map(safeSentence)];
  const total = typed && totalField(typed);
  return {
    type: "modal",
    callback_id: approveCallback,
    title: plain(cut(`Approve ${plainName(approval.subject)}`, 24)),
    submit: plain("Approve"),
    close: plain("Cancel"),
    private_metadata: writeApprovalForm(seen, channel),
    blocks: [...paragraphs(what), ...(total ? [total] : []), comment("Comment", !typed, true)],
  };
}

/** Asks why something is rejected. */
export function rejectView(
  { approval }: ApprovalView,
  seen: ApprovalReference,
  channel: string | null,
): ModalView {
  const label = safeSentence(approval.content.label);
  return {
    type: "modal",
    callback_id: rejectCallback,
    title: plain(cut(`Reject ${plainName(approval.subject)}`, 24)),
    submit: plain("Reject"),
    close: plain("Cancel"),
    private_metadata: writeApprovalForm(seen, channel),
    blocks: [
      section(`*${label}* · a rejection ends the request, and nothing is done.`),
      comment("What should be put right?", true, false),
    ],
  };
}

function totalField(typed: ApprovalAmount): InputBlock {
  const name = typedName(typed);
  return {
    type: "input",
    block_id: voteFields.total,
    label: plain(
      `${name.charAt(0).toUpperCase()}${name.slice(1)} in ${typed.currency}, as the card shows it`,
    ),
    hint: plain("A second look: it is above the limit of the approval policy."),
    element: { type: "plain_text_input", action_id: "value", max_length: 60, focus_on_load: true },
  };
}

function comment(label: string, isFocused: boolean, isOptional: boolean): InputBlock {
  return {
    type: "input",
    block_id: voteFields.comment,
    label: plain(label),
    optional: isOptional,
    element: {
      type: "plain_text_input",
      action_id: "value",
      multiline: true,
      max_length: 500,
      ...(isFocused ? { focus_on_load: true } : {}),
    },
  };
}

function plain(text: string) {
  return { type: "plain_text" as const, text, emoji: false };
}
