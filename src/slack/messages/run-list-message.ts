import { listedMinor } from "../../billing/approvals/shown-amounts.ts";
import { stateNames } from "../../billing/bill-run/run-text.ts";
import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type { BillRunSummary } from "../../operations/book-records.ts";
import { type SlackMessage, section, table } from "../blocks.ts";
import { dayText } from "../text/day-text.ts";
import { plainName } from "../text/safe-text.ts";

/** The latest runs, newest first, as a table. */
export function runListMessage(runs: readonly BillRunSummary[]): SlackMessage {
  if (runs.length === 0) {
    const text = "There is no bill run yet. Start with /billrun preview.";
    return { text, blocks: [section(text)] };
  }
  const heading = ["Run", "Name", "Stands at", "Target", "Amount"];
  const rows = runs.map(({ run, totals }) => [
    `BR-${run.number}`,
    plainName(run.name),
    stateNames[run.state],
    dayText(run.terms.targetOn),
    // What a canceled run would have billed, nobody was billed.
    run.state === "canceled" ? "–" : amounts(totals),
  ]);
  const right = { align: "right" as const, is_wrapped: true };
  const left = { align: "left" as const };
  const runsText = countOf(runs.length, "bill run");
  const text = `${runsText}, newest first. See one with /billrun show BR-n.`;
  return {
    text,
    blocks: [
      section(text),
      table([heading, ...rows], [left, { is_wrapped: true }, left, left, right]),
    ],
  };
}

function amounts(totals: BillRunSummary["totals"]): string {
  const shown = totals.slice(0, 3).map((row) => amountText(listedMinor(row), row.currency));
  if (totals.length > 3) shown.push(`${totals.length - 3} more`);
  return shown.join(", ") || "–";
}
