import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type { OverdueList } from "../../operations/reports/list-overdue.ts";
import { context, type SlackMessage, section, table } from "../blocks.ts";
import { dayText } from "../text/day-text.ts";
import { plainName, safeName } from "../text/safe-text.ts";

/** So many invoices keep a message under Slack's limit on the text of all its blocks. */
export const mostOverdue = 40;

/** Open invoices past their due day, the oldest first. One more than `mostOverdue` means more. */
export function overdueMessage({ asOfOn, account, invoices }: OverdueList): SlackMessage {
  const day = dayText(asOfOn);
  const whose = account === null ? "" : ` of ${safeName(account.name)}`;
  if (invoices.length === 0) {
    const text = `No invoice${whose} is past due on ${day}.`;
    return { text, blocks: [section(text)] };
  }
  const shown = invoices.slice(0, mostOverdue);
  const sums = new Map<string, bigint>();
  for (const row of shown) {
    sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.openMinor);
  }
  const owed = [...sums].map(([currency, minor]) => amountText(minor, currency)).join(", ");
  const many = countOf(shown.length, "invoice");
  const isMore = invoices.length > shown.length;
  const text =
    `${isMore ? "The oldest " : ""}${many}${whose} past due on ${day}: ${owed}. ` +
    "See one with /billrun invoice NUMBER.";
  const rows = shown.map((row) => [
    row.number,
    plainName(row.name),
    amountText(row.openMinor, row.currency),
    dayText(row.dueOn),
    countOf(row.daysPastDue, "day"),
  ]);
  const left = { align: "left" as const };
  const right = { align: "right" as const };
  return {
    text,
    blocks: [
      section(text),
      table(
        [["Invoice", "Account", "Open", "Due", "Late by"], ...rows],
        [left, { is_wrapped: true }, right, left, right],
      ),
      ...(isMore ? [context("There are more; ask for one account: /billrun dunning ACCOUNT")] : []),
    ],
  };
}
