import { type RunCounts, runLabel } from "../billing/bill-run/bill-run.ts";
import { shortDigest } from "../billing/bill-run/digest.ts";
import { formatMinor } from "../billing/money/format-amount.ts";
import { groupDigits } from "../billing/money/group-digits.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";

/** A run's card as text: the same facts in the same order as the card in Slack. */
export function runCard(view: BillRunView): string {
  const { run, counts, totals } = view;
  const { targetOn, invoiceOn } = run.terms;
  return [
    `${runLabel(run)} · ${run.name} · ${run.state.replaceAll("-", " ")}`,
    ...approvalLine(view),
    ...totals.flatMap(totalLines),
    `Target ${targetOn} · invoices dated ${invoiceOn}`,
    `${counts.eligible} eligible = ${outcomes.map((name) => said(counts, name)).join(" + ")}`,
    ...findingsLine(view),
    ...view.exceptions.map((row) => `  ${row.result}: ${row.name} (${row.account}), ${row.reason}`),
    ...numbersLine(view),
    `Made by ${view.maker.name}${run.digest ? ` · content ${shortDigest(run.digest)}` : ""}`,
  ].join("\n");
}

function totalLines(row: BillRunView["totals"][number]): readonly string[] {
  const lines: string[] = [];
  if (row.invoices > 0) {
    lines.push(`${amount(row.invoicedMinor, row.currency)} in ${many(row.invoices, "invoice")}`);
  }
  if (row.creditMemos > 0) {
    lines.push(
      `−${amount(row.creditedMinor, row.currency)} in ${many(row.creditMemos, "credit memo")}`,
    );
  }
  return lines;
}

const outcomes = ["billed", "nothing-due", "excluded", "parked", "held"] as const;

function said(counts: RunCounts, outcome: (typeof outcomes)[number]): string {
  return `${counts[outcome]} ${outcome.replace("-", " ")}`;
}

function amount(minor: bigint, currency: string): string {
  return `${groupDigits(formatMinor(minor, currency))} ${currency}`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function approvalLine({ approval }: BillRunView): readonly string[] {
  if (!approval) return [];
  const voters = approval.votes.map((vote) => `${vote.memberName} (${vote.decision})`).join(", ");
  const standing =
    approval.state === "open"
      ? `Waiting for approval: ${approval.tally.stillNeeded} more`
      : `Approval ${approval.state}`;
  return [`${standing}${voters ? ` · ${voters}` : ""}`];
}

function findingsLine({ findings }: BillRunView): readonly string[] {
  const found = Object.entries(findings).filter(([, count]) => count > 0);
  if (found.length === 0) return [];
  const parts = found.map(([kind, count]) => `${count} ${kind.replaceAll("-", " ")}`);
  return [`To look at: ${parts.join(" · ")}`];
}

function numbersLine({ numbers }: BillRunView): readonly string[] {
  const ranges = [numbers.invoices, numbers.creditMemos].flatMap((range) => {
    if (!range) return [];
    return range.first === range.last ? [range.first] : [`${range.first} to ${range.last}`];
  });
  return ranges.length > 0 ? [ranges.join(" · ")] : [];
}
