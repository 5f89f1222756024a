import type { KnownBlock } from "@slack/web-api";
import { neededText } from "../../billing/approvals/approval-text.ts";
import { shownAmountText } from "../../billing/approvals/shown-amounts.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { ApprovalView } from "../../operations/approvals/approval-view.ts";
import type { ApprovalList } from "../../operations/approvals/list-approvals.ts";
import { approvalButton } from "../approval-reference.ts";
import { buttons, context, type SlackMessage, section } from "../blocks.ts";
import { clockText } from "../text/day-text.ts";
import { listText } from "../text/people-text.ts";
import { safeSentence } from "../text/safe-text.ts";
import { canVoteTexts, neededLine } from "./vote-texts.ts";

/** Requests that a message has room for, with their buttons; the rest is counted. */
const mostShown = 12;
/** Letters of their blocks that it has room for: Slack takes about 13,000 in all. */
const mostLetters = 11_500;

/** Everything that waits for approval, first what waits for the one who asks. */
export function approvalListMessage({ mine, others }: ApprovalList): SlackMessage {
  const all = [...mine, ...others];
  if (all.length === 0) {
    const text = "Nothing waits for approval.";
    return { text, blocks: [section(text)] };
  }
  const first = `${countOf(all.length, "request")} waiting for approval, ${mine.length} for you.`;
  const shown = fitting(all.map((view, index) => requestBlocks(view, index < mine.length)));
  const left = all.length - shown.length;
  const blocks: KnownBlock[] = [
    section(`*${first}*`),
    ...shown.flat(),
    ...(left > 0 ? [context(`and ${left} more, which expire later.`)] : []),
  ];
  return { text: `${first} ${all.slice(0, 3).map(shortText).join(" · ")}`, blocks };
}

function fitting(all: readonly (readonly KnownBlock[])[]): readonly (readonly KnownBlock[])[] {
  let letters = 0;
  return all.slice(0, mostShown).filter((blocks) => {
    letters += JSON.stringify(blocks).length;
    return letters <= mostLetters;
  });
}

function requestBlocks(view: ApprovalView, isMine: boolean): readonly KnownBlock[] {
  const { approval } = view;
  const amounts = approval.content.amounts.map((each) => shownAmountText(each));
  const who = listText(canVoteTexts(view), 5) || "Nobody";
  const lines = [
    [`*${safeSentence(approval.content.label)}*`, ...fewAmounts(amounts)].join(" · "),
    neededLine(approval, view),
    `${who} can approve it, until ${clockText(approval.expiresAt)}.`,
  ];
  const mine = [
    ...(approval.typed ? [] : [approvalButton(approval, "approve", "Approve", "primary")]),
    approvalButton(approval, "comment", approval.typed ? "Approve…" : "Comment…"),
    approvalButton(approval, "reject", "Reject…", "danger"),
  ];
  const theirs = [approvalButton(approval, "remind", "Remind")];
  return [section(lines.join("\n")), ...buttons(isMine ? mine : theirs)];
}

/** So many currencies are told; that there are more is told, too. */
function fewAmounts(amounts: readonly string[]): readonly string[] {
  return amounts.length <= 5 ? amounts : [...amounts.slice(0, 4), `${amounts.length - 4} more`];
}

function shortText({ approval }: ApprovalView): string {
  const [amount] = approval.content.amounts;
  const much = amount ? `, ${shownAmountText(amount)}` : "";
  return `${safeSentence(approval.content.label)}${much}: ${neededText(approval.required)}`;
}
