import { listedMinor } from "../billing/approvals/shown-amounts.ts";
import { runLabel } from "../billing/bill-run/bill-run.ts";
import { stateNames } from "../billing/bill-run/run-text.ts";
import { dayNumber } from "../billing/calendar/day-number.ts";
import { sayDay } from "../billing/calendar/say-day.ts";
import { amountText } from "../billing/money/amount-text.ts";
import type { BillRunSummary } from "../operations/book-records.ts";
import { textTable } from "./text-table.ts";

/** Runs as lines: what they are, where they stand, and their first two currencies. */
export function runList(runs: readonly BillRunSummary[]): string {
  if (runs.length === 0) return "There is no bill run yet. Make one with billrun run create.";
  const rows = runs.map(({ run, totals }) => [
    runLabel(run),
    run.name,
    stateNames[run.state],
    sayDay(dayNumber(run.terms.targetOn)),
    // What a canceled run would have billed, nobody was billed.
    ...(run.state === "canceled" ? (["–", ""] as const) : amounts(totals)),
  ]);
  const heading = ["Run", "Name", "Stands at", "Target", "Amount", ""];
  const aligned = ["left", "left", "left", "right", "right", "left"] as const;
  return textTable([heading, ...rows], aligned).trimEnd();
}

function amounts(totals: BillRunSummary["totals"]): readonly [string, string] {
  const [first, ...others] = totals;
  if (!first) return ["–", ""];
  const rest = others.map((row) => row.currency).join(", ");
  return [amountText(listedMinor(first), first.currency), rest === "" ? "" : `and ${rest}`];
}
