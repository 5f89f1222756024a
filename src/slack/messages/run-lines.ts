import type { ApprovalTier, Vote } from "../../billing/approvals/approval.ts";
import type { RunCounts } from "../../billing/bill-run/bill-run.ts";
import type { FindingKind } from "../../billing/bill-run/findings.ts";
import type { CurrencyTotals } from "../../billing/invoicing/totals.ts";
import type { BillRunView, ComparedRun } from "../../operations/bill-runs/bill-run-view.ts";
import { amountText, changeText, countOf, countText } from "../text/amount-text.ts";
import { listText, mentionOf } from "../text/people-text.ts";

/** So many currencies are listed on a card; the rest is counted. */
const mostCurrencies = 8;

/**
 * A line for the invoices of every currency, compared with the run before, then one for its credit
 * memos: "*316,985.75 USD* in 1,204 invoices · +2.1 % against BR-11".
 */
export function totalLines(
  totals: readonly CurrencyTotals[],
  compared: ComparedRun | null,
): readonly string[] {
  const shown = totals.slice(0, mostCurrencies);
  const lines = [
    ...shown.filter((row) => row.invoices > 0).map((row) => invoiceLine(row, compared)),
    ...shown.filter((row) => row.creditMemos > 0).map(creditLine),
  ];
  const rest = totals.length - mostCurrencies;
  return rest > 0 ? [...lines, `and ${countOf(rest, "more currency", "more currencies")}`] : lines;
}

function invoiceLine(row: CurrencyTotals, compared: ComparedRun | null): string {
  const amount = amountText(row.invoicedMinor, row.currency);
  return `*${amount}* in ${countOf(row.invoices, "invoice")}${changeAgainst(row, compared)}`;
}

function creditLine(row: CurrencyTotals): string {
  const amount = amountText(-row.creditedMinor, row.currency);
  return `*${amount}* in ${countOf(row.creditMemos, "credit memo")}`;
}

function changeAgainst(row: CurrencyTotals, compared: ComparedRun | null): string {
  if (!compared) return "";
  const before = compared.totals.find((other) => other.currency === row.currency);
  const change = before ? changeText(row.invoicedMinor, before.invoicedMinor) : null;
  const label = `BR-${compared.number}`;
  return change === null ? ` · none in ${label}` : ` · ${change} against ${label}`;
}

/** "1,312 eligible = 1,290 billed + 14 nothing due + 6 excluded + 2 parked". */
export function accountingLine(counts: RunCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.billed, "billed"],
    [counts["nothing-due"], "nothing due"],
    [counts.excluded, "excluded"],
    [counts.parked, "parked"],
    [counts.held, "held"],
  ];
  const there = parts.filter(([count]) => count > 0);
  const sum = there.map(([count, what]) => `${countText(count)} ${what}`).join(" + ");
  return `${countText(counts.eligible)} eligible${sum === "" ? "" : ` = ${sum}`}`;
}

/** Whether every eligible account has its result: the sum that a run must reach before it ends. */
export function isAccountedFor(counts: RunCounts): boolean {
  const { billed, excluded, parked, held } = counts;
  return counts.eligible === billed + counts["nothing-due"] + excluded + parked + held;
}

/** "To look at: 4 bills more than 50 % off · 12 first bills"; null where nothing stands out. */
export function findingsLine(findings: Readonly<Record<FindingKind, number>>): string | null {
  const parts: readonly (string | null)[] = [
    counted(findings["amount-changed"], "bill more than 50 % off", "bills more than 50 % off"),
    counted(findings["first-bill"], "first bill", "first bills"),
    counted(findings["unusually-large"], "unusually large", "unusually large"),
    counted(findings.zero, "over nothing", "over nothing"),
  ];
  const there = parts.filter((part) => part !== null);
  return there.length === 0 ? null : `To look at: ${there.join(" · ")}`;
}

function counted(count: number, one: string, many: string): string | null {
  return count === 0 ? null : countOf(count, one, many);
}

/** Who must agree: "2 people, one a controller". */
export function requiredText(required: ApprovalTier): string {
  const roles = required.including.map(({ role, votes }) => {
    return votes === 1 ? `one a ${role}` : `${votes} of them ${role}s`;
  });
  return [countOf(required.votes, "person", "people"), ...roles].join(", ");
}

/** The voters of one decision, by mention. */
export function votersText(view: BillRunView, decision: Vote["decision"]): string {
  const votes = (view.approval?.votes ?? []).filter((vote) => vote.decision === decision);
  return listText(votes.map((vote) => mentionOf(view.people, vote.memberId, vote.memberName)));
}
