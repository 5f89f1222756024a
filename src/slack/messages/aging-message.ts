import { amountText, countOf, countText } from "../../billing/money/amount-text.ts";
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
const columns = [wide, right, right, right, right, right, right];

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
    ...shown.map((row) => [`All, ${row.currency}`, ...cells(row)]),
    ...report.largest.map((row) => [plainName(row.name), ...cells(row)]),
  ];
  const heading = ["Owed by", ...agingBuckets.map(({ title }) => title), "Credit not used"];
  const rest = report.accounts - report.largest.length;
  return {
    text,
    blocks: [
      section([`*Receivables on ${day}*`, ...shown.map((row) => sentence(row, report))].join("\n")),
      table([heading, ...rows], columns),
      context(
        [
          rest > 0 ? `and ${countText(rest)} more, those that owe most past due stand first` : null,
          "Days past due, the due day counted as not due. DSO over the last 90 days.",
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
    `${amountText(netMinor(row), row.currency)} owed`,
    late === 0n ? "nothing past due" : `${amountText(late, row.currency)} past due`,
    countOf(row.accounts, "account"),
    ...(days === null ? [] : [`DSO ${days} days`]),
  ];
  return parts.join(" · ");
}

function cells(row: AgedBalance): readonly string[] {
  const text = (minor: bigint) => (minor === 0n ? "–" : amountText(minor, row.currency));
  return [...row.bucketsMinor.map(text), text(-row.unappliedMinor)];
}
