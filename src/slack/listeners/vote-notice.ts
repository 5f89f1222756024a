import type { Tally } from "../../billing/approvals/approval.ts";
import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { SlackMessage } from "../blocks.ts";
import { noticeMessage } from "../messages/notice-message.ts";

/** Tells a voter what the vote came to. */
export function voteNotice(run: BillRun, tally: Tally): SlackMessage {
  const label = runLabel(run);
  if (tally.outcome === "rejected") {
    return noticeMessage(`You rejected ${label}. It went back to its preview.`);
  }
  if (tally.outcome === "approved") {
    return noticeMessage(`You approved ${label}. It can be launched now.`);
  }
  const more = countOf(tally.stillNeeded, "more approval");
  return noticeMessage(`You approved ${label}. It needs ${more}.`);
}
