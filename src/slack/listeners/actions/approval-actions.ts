import { askAgain } from "../../../operations/approvals/ask-again.ts";
import { checkApproval } from "../../../operations/approvals/check-approval.ts";
import { remindOfApproval } from "../../../operations/approvals/remind-of-approval.ts";
import { voteOnApproval } from "../../../operations/approvals/vote-on-approval.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import {
  type ApprovalReference,
  approvalActions,
  readApprovalReference,
} from "../../approval-reference.ts";
import type { SlackMessage } from "../../blocks.ts";
import { noticeMessage, unreadableButton } from "../../messages/notice-message.ts";
import { approvalRefusal } from "../../messages/vote-refusal.ts";
import { approveView, rejectView } from "../../modals/vote-view.ts";
import { viewOf } from "../../tell.ts";
import { listText, nameOf } from "../../text/people-text.ts";
import { safeName, safeSentence } from "../../text/safe-text.ts";
import { voteNotice } from "../vote-notice.ts";
import type { ElementAction, ElementCall } from "./element-action.ts";

/** What stands behind the buttons of a request that has no run's card. */
export const approvalButtons: readonly ElementAction[] = [
  {
    ...named("approve"),
    run: withReference(async ({ world, actor }, seen) => {
      const vote = { ...seen, decision: "approve", comment: null, typedTotal: null } as const;
      const voted = await voteOnApproval(world, actor, vote);
      if (isRefusal(voted)) return approvalRefusal(voted, seen);
      return voteNotice({ ...voted, kind: seen.kind, label: voted.approval.content.label });
    }),
  },
  votingForm("comment", "Approve"),
  votingForm("reject", "Reject"),
  {
    ...named("remind"),
    run: withReference(async ({ world, actor }, seen) => {
      const others = await remindOfApproval(world, actor, seen);
      if (isRefusal(others)) return others;
      const names = listText(others.map((person) => safeName(nameOf(person))));
      return noticeMessage(`${names} will find a reminder in their messages.`);
    }),
  },
  {
    ...named("askAgain"),
    run: withReference(async ({ world, actor }, seen) => {
      const asked = await askAgain(world, actor, seen);
      if (isRefusal(asked)) return asked;
      return noticeMessage(`${safeSentence(asked.content.label)} waits for approval again.`);
    }),
  },
];

function named(action: keyof typeof approvalActions): Pick<ElementAction, "actionId" | "act"> {
  return {
    actionId: approvalActions[action],
    act: (value) => ({
      action: `slack.${approvalActions[action]}`,
      subject: readApprovalReference(value)?.subject ?? "approval",
    }),
  };
}

function withReference(
  run: (call: ElementCall, seen: ApprovalReference) => Promise<SlackMessage | Refusal>,
): (call: ElementCall) => Promise<SlackMessage | Refusal> {
  return async (call) => {
    const seen = readApprovalReference(call.value);
    return seen ? run(call, seen) : unreadableButton();
  };
}

/** Who may not vote is told at once, and fills in no form in vain. */
function votingForm(action: "comment" | "reject", title: string): ElementAction {
  const decision = action === "reject" ? "reject" : "approve";
  return {
    ...named(action),
    title,
    check: async ({ world, actor, value }) => {
      const seen = readApprovalReference(value);
      if (!seen) return unreadableButton();
      const view = await checkApproval(world, actor, { ...seen, decision });
      return isRefusal(view) ? approvalRefusal(view, seen) : null;
    },
    open: async ({ world, actor, value, channel }) => {
      const seen = readApprovalReference(value);
      if (!seen) return viewOf(title, unreadableButton());
      const view = await checkApproval(world, actor, { ...seen, decision });
      if (isRefusal(view)) return view;
      const open = decision === "reject" ? rejectView : approveView;
      return open(view, seen, channel);
    },
  };
}
