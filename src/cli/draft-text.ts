import type { Approval } from "../billing/approvals/approval.ts";
import { neededText } from "../billing/approvals/approval-text.ts";
import { amountText } from "../billing/money/amount-text.ts";
import { printable } from "./text-table.ts";

/** What waits now and for whom, as lines for a terminal. */
export function draftText({ content, required }: Approval): string {
  const amounts = content.amounts.map(({ minor, currency }) => amountText(minor, currency));
  const lines = [
    `${content.label}${amounts.length > 0 ? `, ${amounts.join(", ")}` : ""}`,
    ...content.lines,
    `Waits for ${neededText(required)}. Nothing is posted before that.`,
  ];
  return lines.map(printable).join("\n");
}
