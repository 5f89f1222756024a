import { neededText } from "../billing/approvals/approval-text.ts";
import { runLabel } from "../billing/bill-run/bill-run.ts";
import type { BillRunState } from "../billing/bill-run/lifecycle.ts";
import { optionsText } from "../billing/bill-run/options-text.ts";
import {
  accountingLine,
  approvedText,
  catchUpText,
  contentText,
  findingsLine,
  stateNames,
} from "../billing/bill-run/run-text.ts";
import { selectionText } from "../billing/bill-run/selection-text.ts";
import { dayNumber } from "../billing/calendar/day-number.ts";
import { sayDay } from "../billing/calendar/say-day.ts";
import { totalLines } from "../billing/invoicing/totals-text.ts";
import { countOf, countText } from "../billing/money/amount-text.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import { freezeText } from "../operations/freeze/refuse-frozen.ts";
import { reversalSentences } from "../operations/invoices/reversal-text.ts";
import { sayInstant } from "./say-instant.ts";
import { printable } from "./text-table.ts";

/** States in which a person still decides, so that findings matter. */
const undecided: ReadonlySet<BillRunState> = new Set([
  "previewed",
  "awaiting-approval",
  "approved",
]);
/** States in which the last preview's amounts would mislead. */
const withoutTotals: ReadonlySet<BillRunState> = new Set(["draft", "previewing", "canceled"]);

/** A run's card as text: the same facts in the same order as the card in Slack. */
export function runCard(view: BillRunView): string {
  const { run, counts } = view;
  const { targetOn, invoiceOn, select, options } = run.terms;
  const dated = run.kind === "catch-up" ? "as of" : "invoices dated";
  const days = `Target ${sayDay(dayNumber(targetOn))} · ${dated} `;
  const lines = [
    `${runLabel(run)} · ${run.name} · ${stateNames[run.state]}`,
    ...(run.kind === "catch-up" ? [catchUpText] : []),
    ...(run.pauseReason === null ? [] : [`Paused: “${run.pauseReason}”`]),
    ...frozenLines(view),
    ...approvalLines(view),
    ...(withoutTotals.has(run.state) ? [] : totalLines(view.totals, view.compared)),
    `${days}${sayDay(dayNumber(invoiceOn))} · ${selectionText(select, (name) => name)}`,
    optionsText(options),
    ...numberLines(view),
    ...(counts.eligible > 0 && run.state !== "canceled" ? [progressOrSum(view)] : []),
    ...(undecided.has(run.state) ? [findingsLine(view.findings, view.findingRules)] : []),
    ...endLines(view),
    ...exceptionLines(view),
    footer(view),
  ];
  return lines
    .filter((line) => line !== null)
    .map(printable)
    .join("\n");
}

function approvalLines({ approval, run }: BillRunView): readonly string[] {
  if (!approval || approval.digest !== run.digest) return [];
  const lines = approval.votes.map((vote) => {
    const did = vote.decision === "approve" ? "Approved" : "Rejected";
    const comment = vote.comment ? `: “${vote.comment}”` : "";
    return `${did} by ${vote.memberName}, ${sayInstant(vote.votedAt)}${comment}`;
  });
  if (approval.state !== "open") return lines;
  return [`Waiting for ${neededText(approval.required)}`, ...lines];
}

/** What a freeze stops, or keeps from starting. */
function frozenLines({ run, frozen }: BillRunView): readonly string[] {
  const isStopped = undecided.has(run.state) || run.state === "running" || run.state === "paused";
  if (!frozen || !isStopped) return [];
  return [`Frozen: ${freezeText(frozen)}, ${sayInstant(frozen.frozenAt)}`];
}

/** While a phase goes on its outcomes do not add up yet, so the line says how far it is. */
function progressOrSum({ run, counts }: BillRunView): string {
  const goesOn = run.state === "previewing" || run.state === "running" || run.state === "paused";
  if (!goesOn) return accountingLine(counts);
  return `${countText(counts.done)} of ${countOf(counts.eligible, "account")} done`;
}

function endLines(view: BillRunView): readonly (string | null)[] {
  const { run, counts, retriedBy, reversal } = view;
  const hasEnded = run.state === "completed" || run.state === "completed-with-exceptions";
  const again = retriedBy === null ? null : `BR-${retriedBy} bills the exceptions again.`;
  const undone = reversal ? reversalSentences(reversal, (text) => text) : [];
  return hasEnded ? [approvedText(run.digest, counts), again, ...undone] : undone;
}

function exceptionLines({ exceptions, counts }: BillRunView): readonly string[] {
  const lines = exceptions.map((one) => {
    const reason = one.reason.replace(/^changed after approval: /, "").replace(/\.$/, "");
    return `  ${one.result}: ${one.name} (${one.account}), ${reason}`;
  });
  const rest = counts.parked + counts.held - lines.length;
  return rest > 0 && lines.length > 0 ? [...lines, `  and ${countText(rest)} more`] : lines;
}

function numberLines({ numbers }: BillRunView): readonly string[] {
  const named = [
    ["Invoice", numbers.invoices],
    ["Credit memo", numbers.creditMemos],
  ] as const;
  return named.flatMap(([what, range]) => {
    if (!range) return [];
    if (range.first === range.last) return [`${what} ${range.first}`];
    return [`${what}s ${range.first} to ${range.last}`];
  });
}

function footer({ run, maker }: BillRunView): string {
  const parts = [`Made by ${maker.name}`];
  if (run.previewedAt) parts.push(`previewed ${sayInstant(run.previewedAt)}`);
  if (run.launchedAt) parts.push(`launched ${sayInstant(run.launchedAt)}`);
  if (run.endedAt) parts.push(`ended ${sayInstant(run.endedAt)}`);
  const content = contentText(run.digest);
  if (content) parts.push(`content ${content}`);
  return parts.join(" · ");
}
