import type { Approval } from "../../billing/approvals/approval.ts";
import { neededText } from "../../billing/approvals/approval-text.ts";
import { shownAmountText } from "../../billing/approvals/shown-amounts.ts";
import type { SlackMessage } from "../blocks.ts";
import { safeSentence } from "../text/safe-text.ts";
import { noticeMessage } from "./notice-message.ts";

/** Tells who asked that a reversal, a credit or a quote's invoice waits now, and for whom. */
export function draftNotice({ content, required }: Approval): SlackMessage {
  const amounts = content.amounts.map((each) => shownAmountText(each));
  const how = amounts.length > 0 ? `, ${amounts.slice(0, 5).join(", ")}` : "";
  const label = safeSentence(content.label);
  return noticeMessage(
    `${label}${how} waits for ${neededText(required)}. Nothing is posted before that.`,
  );
}
