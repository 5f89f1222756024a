import type { Approval } from "../billing/approvals/approval.ts";
import { neededText } from "../billing/approvals/approval-text.ts";
import { shownAmountText } from "../billing/approvals/shown-amounts.ts";
import { printable } from "./text-table.ts";

/** What waits now and for whom, as lines for a terminal. */
export function draftText({ content, required }: Approval): string {
  const amounts = content.amounts.map((each) => shownAmountText(each));
  const lines = [
    `${content.label}${amounts.length > 0 ? `, ${amounts.join(", ")}` : ""}`,
    ...content.lines,
    `Waits for ${neededText(required)}. Nothing is posted before that.`,
  ];
  return lines.map(printable).join("\n");
}
