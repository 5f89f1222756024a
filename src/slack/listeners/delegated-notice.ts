import type { NamedDelegation } from "../../operations/approvals/delegate-votes.ts";
import type { SlackMessage } from "../blocks.ts";
import { noticeMessage } from "../messages/notice-message.ts";
import { clockText, lastDayText } from "../text/day-text.ts";
import { safeName } from "../text/safe-text.ts";

/** Tells who votes in one's place, and how to end it. */
export function delegatedNotice({ toName, fromAt, untilAt }: NamedDelegation): SlackMessage {
  const times = `from ${clockText(fromAt)} until ${lastDayText(untilAt)}`;
  return noticeMessage(
    `${safeName(toName)} votes for you ${times}. End it with /billrun delegate off.`,
  );
}
