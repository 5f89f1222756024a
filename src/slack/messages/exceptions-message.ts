import { runLabel } from "../../billing/bill-run/bill-run.ts";
import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { AccountResultRow } from "../../operations/book-records.ts";
import { context, type SlackMessage, section, table } from "../blocks.ts";
import { plainName, plainSentence } from "../text/safe-text.ts";

/** So many rows keep a message under Slack's limit on the text of all its blocks. */
export const mostExceptions = 40;

/** Parked and held accounts of a run with their reasons. */
export function exceptionsMessage(
  run: BillRunView["run"],
  rows: readonly AccountResultRow[],
  total: number,
): SlackMessage {
  const label = runLabel(run);
  if (rows.length === 0) {
    const text = `${label} has no parked or held account.`;
    return { text, blocks: [section(text)] };
  }
  const shown = rows.slice(0, mostExceptions);
  const text =
    `${countOf(total, "account")} of ${label} ${total === 1 ? "is" : "are"} not billed. ` +
    `See why with /billrun explain ACCOUNT ${label}.`;
  const cells = shown.map((row) => [
    plainName(row.account),
    plainName(row.name),
    row.result,
    plainSentence(row.reason ?? ""),
  ]);
  const left = { align: "left" as const };
  const rest = total - shown.length;
  return {
    text,
    blocks: [
      section(text),
      table([["Account", "Name", "Result", "Reason"], ...cells], [left, left, left, wide]),
      ...(rest > 0 ? [context(`and ${countText(rest)} more, by account key`)] : []),
    ],
  };
}

const wide = { is_wrapped: true };
