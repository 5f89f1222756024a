import type { KnownBlock, PlainTextOption } from "@slack/web-api";
import { runLabel } from "../../billing/bill-run/bill-run.ts";
import { exceptionRemedy } from "../../billing/bill-run/exception-remedy.ts";
import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { AccountResultRow } from "../../operations/book-records.ts";
import { buttons, context, cut, type SlackMessage, section, table } from "../blocks.ts";
import { runButton } from "../run-buttons.ts";
import { plainName, plainSentence } from "../text/safe-text.ts";

/** So many rows keep a message under Slack's limit on the text of all its blocks. */
export const mostExceptions = 30;

/** The name under which the choice of an account arrives; its value is "12:acme". */
export const exceptionWhyAction = "run_exception_why";

/** Longest value of an option. */
const longestValue = 150;

/** Parked and held accounts of a run: why, what to do, and what can be done from here. */
export function exceptionsMessage(
  view: Pick<BillRunView, "run" | "retriedBy">,
  rows: readonly AccountResultRow[],
  total: number,
): SlackMessage {
  const { run } = view;
  const label = runLabel(run);
  if (rows.length === 0) {
    const text = `${label} has no parked or held account.`;
    return { text, blocks: [section(text)] };
  }
  const shown = rows.slice(0, mostExceptions);
  const are = total === 1 ? "is" : "are";
  const again =
    view.retriedBy === null
      ? "Put right what can be, then retry them."
      : `BR-${view.retriedBy} bills them again.`;
  const text = `${countOf(total, "account")} of ${label} ${are} not billed. ${again}`;
  const cells = shown.map((row) => [
    `${plainName(row.name)} (${plainName(row.account)})`,
    row.result,
    plainSentence(row.reason ?? ""),
    exceptionRemedy(row.reasonCode),
  ]);
  const left = { align: "left" as const };
  const rest = total - shown.length;
  return {
    text,
    blocks: [
      section(text),
      table([["Account", "Result", "Reason", "To do"], ...cells], [wide, left, wide, wide]),
      ...(rest > 0 ? [context(`and ${countText(rest)} more; the CSV has them all`)] : []),
      ...whyMenu(run.number, shown),
      ...buttons(exceptionButtons(view, total)),
    ],
  };
}

const wide = { is_wrapped: true };

function exceptionButtons(
  { run, retriedBy }: Pick<BillRunView, "run" | "retriedBy">,
  total: number,
) {
  const retry = runButton(run, "retry", `Retry the ${countText(total)}`, { style: "primary" });
  const mayRetry = run.state === "completed-with-exceptions" && retriedBy === null;
  return [...(mayRetry ? [retry] : []), runButton(run, "exceptionsCsv", "CSV")];
}

/** Why, charge by charge: a table has no buttons, so the account is chosen from a menu. */
function whyMenu(run: number, rows: readonly AccountResultRow[]): readonly KnownBlock[] {
  const options = rows.flatMap((row): PlainTextOption[] => {
    const value = `${run}:${row.account}`;
    if (value.length > longestValue) return [];
    return [
      { text: { type: "plain_text", text: cut(plainName(row.name), 75), emoji: false }, value },
    ];
  });
  if (options.length === 0) return [];
  const placeholder = { type: "plain_text" as const, text: "Why? Choose an account", emoji: false };
  return [
    {
      type: "actions",
      elements: [{ type: "static_select", action_id: exceptionWhyAction, placeholder, options }],
    },
  ];
}
