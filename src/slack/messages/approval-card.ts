import type { Button, KnownBlock } from "@slack/web-api";
import type { Approval, ApprovalState } from "../../billing/approvals/approval.ts";
import { shownAmountText } from "../../billing/approvals/shown-amounts.ts";
import { contentText } from "../../billing/bill-run/run-text.ts";
import type { ApprovalView } from "../../operations/approvals/approval-view.ts";
import { approvalButton, decisionWords } from "../approval-reference.ts";
import { buttons, context, header, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { clockText } from "../text/day-text.ts";
import { listText, mention } from "../text/people-text.ts";
import { plainSentence, safeSentence } from "../text/safe-text.ts";
import { canVoteTexts, neededLine, rejectionText, votesText } from "./vote-texts.ts";

/** Lines of the content that a card has room for; the label says the rest. */
const mostLines = 20;

/**
 * The card of a request, edited in place from open to decided: what, how much, who agreed, who can
 * still vote, and what became of it. All of its copies show the same.
 */
export function approvalCard(view: ApprovalView): SlackMessage {
  const { approval } = view;
  const { content } = approval;
  const amounts = content.amounts.map((each) => shownAmountText(each, (text) => `*${text}*`));
  const lines = content.lines.slice(0, mostLines).map(safeSentence);
  const more = content.lines.length - mostLines;
  const blocks: KnownBlock[] = [
    header(plainSentence(content.label)),
    section(statusText(view)),
    ...paragraphs(amounts),
    ...paragraphs(more > 0 ? [...lines, `… and ${more} more.`] : lines),
    ...buttons(buttonsOf(approval)),
    context(footer(view)),
  ];
  return { text: approvalCardText(view), blocks };
}

const sentences: Readonly<Record<ApprovalState, string>> = {
  open: "waits for approval. Approve or reject it.",
  approved: "approved.",
  rejected: "rejected. Nothing was done.",
  void: "the request is void. Nothing was done.",
  expired: "the request expired. Nothing was done.",
};

/** The card in a sentence, for notifications: what, how much, where it stands, what to do. */
export function approvalCardText({ approval }: ApprovalView): string {
  const { content, state } = approval;
  const amounts = content.amounts.map((each) => shownAmountText(each));
  const how = amounts.length > 0 ? `, ${listText(amounts, 5)}` : "";
  return `${safeSentence(content.label)}${how} · ${sentences[state]}`;
}

function statusText(view: ApprovalView): string {
  const { approval } = view;
  const { closedAt, closedBecause } = approval;
  const when = closedAt ? `, ${clockText(closedAt)}` : "";
  switch (approval.state) {
    case "open":
      return openText(view);
    case "approved":
      return `Approved by ${votesText(approval.votes, view.people, "approve")}${when}. It is done.`;
    case "rejected":
      return `${rejectionText(approval.votes, view.people)}${when}. Nothing was done.`;
    case "void": {
      const why = closedBecause ? `: ${safeSentence(closedBecause)}` : ".";
      return `Void${when}${why} Nothing was done. Whoever needs it asks for approval again.`;
    }
    case "expired":
      return (
        `Expired${when}: not enough people agreed in time. Nothing was done. ` +
        "Ask for approval again if it is still needed."
      );
  }
}

function openText(view: ApprovalView): string {
  const { approval } = view;
  const first = neededLine(approval, view);
  const can = canVoteTexts(view);
  const who =
    can.length === 0
      ? "Nobody else may approve it: an admin can name an approver."
      : `${listText(can, 5)} can approve it.`;
  return `${first}\n${who}`;
}

function buttonsOf(approval: Approval): readonly Button[] {
  if (approval.state === "open") {
    const isTyped = approval.typed !== null;
    const [approve, sendBack] = decisionWords(approval.kind);
    return [
      ...(isTyped ? [] : [approvalButton(approval, "approve", approve, "primary")]),
      approvalButton(
        approval,
        "comment",
        isTyped ? "Approve…" : "Approve with a comment…",
        ...(isTyped ? (["primary"] as const) : []),
      ),
      approvalButton(approval, "reject", sendBack, "danger"),
      approvalButton(approval, "remind", "Remind"),
    ];
  }
  const canAskAgain = approval.state === "expired" || approval.state === "void";
  return canAskAgain ? [approvalButton(approval, "askAgain", "Ask again")] : [];
}

function footer({ approval, requestedBy }: ApprovalView): string {
  const parts = [`Asked for by ${mention(requestedBy)}, ${clockText(approval.requestedAt)}`];
  if (approval.state === "open") parts.push(`until ${clockText(approval.expiresAt)}`);
  const content = contentText(approval.digest);
  if (content) parts.push(`content ${content}`);
  return parts.join(" · ");
}
