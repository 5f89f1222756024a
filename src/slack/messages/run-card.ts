import type { KnownBlock } from "@slack/web-api";
import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import { optionsText } from "../../billing/bill-run/options-text.ts";
import {
  accountingLine,
  catchUpText,
  contentText,
  findingsLine,
  hasContent,
} from "../../billing/bill-run/run-text.ts";
import { selectionText } from "../../billing/bill-run/selection-text.ts";
import { invoicedText, totalLines } from "../../billing/invoicing/totals-text.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { buttons, context, header, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { clockText, dayText } from "../text/day-text.ts";
import { mention } from "../text/people-text.ts";
import { plainName, safeName } from "../text/safe-text.ts";
import { exceptionLines } from "./exception-lines.ts";
import { freezeLineOf } from "./freeze-line.ts";
import { percentDone } from "./progress-line.ts";
import { runActionButtons } from "./run-actions.ts";
import { runStatus } from "./run-status.ts";

/** States in which the run's counts are of a phase that is done. */
const counted: ReadonlySet<BillRunState> = new Set([
  "previewed",
  "awaiting-approval",
  "approved",
  "completed",
  "completed-with-exceptions",
  "reversed",
]);

/** States in which the last preview's amounts would mislead. */
const withoutTotals: ReadonlySet<BillRunState> = new Set(["draft", "previewing", "canceled"]);
/** States in which a person still decides, so that findings matter. */
const undecided: ReadonlySet<BillRunState> = new Set([
  "previewed",
  "awaiting-approval",
  "approved",
]);

/**
 * The one message of a run, edited in place from draft to end: what, how much, what to do, and who
 * did what. `now` gives the time left of a running one.
 */
export function runCard(view: BillRunView, now: Date): SlackMessage {
  const { run } = view;
  const status = runStatus(view, now);
  const frozen = freezeLineOf(view, now);
  const totals = totalLines(view.totals, view.compared, (amount) => `*${amount}*`);
  const blocks: KnownBlock[] = [
    header(`BR-${run.number} · ${plainName(run.name)}`),
    section(status),
    ...(frozen ? [section(frozen)] : []),
    ...paragraphs(withoutTotals.has(run.state) ? [] : totals),
    section(factLines(view).join("\n")),
    ...paragraphs(hasEnded(run) ? exceptionLines(view) : []),
    ...buttons(runActionButtons(view)),
    context(footer(view)),
  ];
  const text = `${runCardText(view)}${frozen ? " Billing is frozen." : ""}`;
  return { text, blocks };
}

/** The card in a sentence, for notifications: run, state, amounts, what to do. */
export function runCardText(view: BillRunView): string {
  const { run, counts, progress } = view;
  const isCatchUp = run.kind === "catch-up";
  const name = `BR-${run.number} · ${safeName(run.name)}`;
  const amounts = isCatchUp
    ? `what is due of ${countOf(progress.counted, "account")} counts as billed, without invoices`
    : invoicedText(view.totals);
  // A preview that was paused may have come to none.
  const soFar = isCatchUp || view.totals.length > 0 ? `: ${amounts}` : "";
  const exceptions = countOf(counts.parked + counts.held, "exception");
  const texts: Readonly<Record<BillRunState, string>> = {
    draft: "draft. Preview it to see what it would bill.",
    previewing: `previewing, ${percentDone(counts)} %.`,
    previewed: hasContent(run, counts)
      ? `previewed: ${amounts}. Ask for approval.`
      : "previewed: nothing is due.",
    "awaiting-approval": `waiting for approval: ${amounts}. Approve or reject it.`,
    approved: `approved: ${amounts}. Launch it.`,
    running: `running${soFar}, ${percentDone(counts)} % of the accounts are done.`,
    paused: `paused at ${percentDone(counts)} %${soFar}. Resume it to go on.`,
    completed: `completed: ${amounts}. Nothing to do.`,
    "completed-with-exceptions": `completed with ${exceptions}: ${amounts}. See the exceptions.`,
    canceled: "canceled. It billed nothing.",
    reversed: `reversed: ${amounts} taken back.`,
  };
  return `${name} · ${texts[run.state]}`;
}

function hasEnded(run: BillRun): boolean {
  return run.state === "completed" || run.state === "completed-with-exceptions";
}

function factLines(view: BillRunView): readonly string[] {
  const { run, counts } = view;
  const { targetOn, invoiceOn, select, options } = run.terms;
  const isCatchUp = run.kind === "catch-up";
  const dated = isCatchUp ? "as of" : "invoices dated";
  const days = `Target ${dayText(targetOn)} · ${dated} ${dayText(invoiceOn)}`;
  const lines = [`${days} · ${selectionText(select, safeName)}`];
  if (isCatchUp) lines.unshift(catchUpText);
  const how = optionsText(options);
  if (how) lines.push(`${how.replace(/^./, (first) => first.toUpperCase())}.`);
  lines.push(...numberLines(view));
  if (counted.has(run.state)) lines.push(accountingLine(counts));
  const findings = undecided.has(run.state) ? findingsLine(view.findings, view.findingRules) : null;
  if (findings) lines.push(findings);
  if (run.retryOf !== null) lines.push(`Bills the exceptions of BR-${run.retryOf} again.`);
  return lines;
}

function numberLines({ numbers }: BillRunView): readonly string[] {
  return [
    numberLine("Invoice", numbers.invoices),
    numberLine("Credit memo", numbers.creditMemos),
  ].filter((line) => line !== null);
}

type NumberRange = BillRunView["numbers"]["invoices"];

function numberLine(what: string, range: NumberRange): string | null {
  if (range === null) return null;
  const { first, last } = range;
  return first === last ? `${what} ${first}` : `${what}s ${first} to ${last}`;
}

function footer(view: BillRunView): string {
  const { run } = view;
  const parts = [`Made by ${mention(view.maker)}`];
  if (run.previewedAt) parts.push(`previewed ${clockText(run.previewedAt)}`);
  if (run.launchedAt) parts.push(`launched ${clockText(run.launchedAt)}`);
  if (run.endedAt) parts.push(`ended ${clockText(run.endedAt)}`);
  const content = contentText(run.digest);
  if (content) parts.push(`content ${content}`);
  return parts.join(" · ");
}
