import { amountText, bareAmountText, countOf, countText } from "../../billing/money/amount-text.ts";
import {
  type AgedBalance,
  type AgedTotal,
  type AgingReport,
  agingBuckets,
  netMinor,
  overdueMinor,
} from "../../billing/reports/aging.ts";
import { context, type SlackMessage, section, table } from "../blocks.ts";
import { dayText } from "../text/day-text.ts";
import { plainName } from "../text/safe-text.ts";

const right = { align: "right" as const };
const wide = { is_wrapped: true };
const columns = [wide, right, right, right, right, right];
/** Amounts of six figures in every column fit into a channel of usual width with these. */
const titles = agingBuckets.map(({ title }) => title.replace(" days", ""));

/** Currencies that stand in the message; companies bill in fewer. */
const mostCurrencies = 10;

/** Receivables by age: totals and DSO in words, the accounts as a table. */
export function agingMessage(report: AgingReport): SlackMessage {
  const day = dayText(report.asOfOn);
  if (report.totals.length === 0) {
    const text = `Nobody owes anything on ${day}.`;
    return { text, blocks: [section(text)] };
  }
  const shown = report.totals.slice(0, mostCurrencies);
  const owed = shown.map((row) => amountText(netMinor(row), row.currency)).join(", ");
  const text = `${owed} is owed on ${day}. See who is late with /billrun dunning.`;
  const rows = [
    ...shown.map((row) => cells("All", row)),
    ...report.largest.map((row) => cells(plainName(row.name), row)),
  ];
  const rest = report.accounts - report.largest.length;
  return {
    text,
    blocks: [
      section([`*Receivables on ${day}*`, ...shown.map((row) => sentence(row, report))].join("\n")),
      table([["Owed by", ...titles], ...rows], columns),
      context(
        [
          rest > 0 ? `and ${countText(rest)} more, those that owe most past due stand first` : null,
          "Open invoices by days past due, the due day counted as not due",
          "DSO over the last 90 days",
        ]
          .filter((part) => part !== null)
          .join(" · "),
      ),
    ],
  };
}

function sentence(row: AgedTotal, report: AgingReport): string {
  const late = overdueMinor(row);
  const days = report.dso.find(({ currency }) => currency === row.currency)?.days ?? null;
  const parts = [
    `${amountText(netMinor(row), row.currency)} owed${creditText(row)}`,
    late === 0n ? "nothing past due" : `${amountText(late, row.currency)} past due`,
    countOf(row.accounts, "account"),
    ...(days === null ? [] : [`DSO ${days} days`]),
  ];
  return parts.join(" · ");
}

/** How the buckets of the table and what is owed hang together; nothing where they are the same. */
function creditText(row: AgedTotal): string {
  if (row.unappliedMinor === 0n) return "";
  const open = bareAmountText(netMinor(row) + row.unappliedMinor, row.currency);
  return ` = ${open} in invoices − ${bareAmountText(row.unappliedMinor, row.currency)} credit`;
}

/** A column for credit would be empty for nearly all; it stands beside the name of who has some. */
function cells(name: string, row: AgedBalance): readonly string[] {
  const text = (minor: bigint) => bareAmountText(minor, row.currency);
  const credit = row.unappliedMinor === 0n ? "" : `, less ${text(row.unappliedMinor)} credit`;
  const amounts = row.bucketsMinor.map((minor) => (minor === 0n ? "–" : text(minor)));
  return [`${name}, ${row.currency}${credit}`, ...amounts];
}
