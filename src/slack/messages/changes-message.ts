import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { amountText, changeText, countOf } from "../../billing/money/amount-text.ts";
import type { BillChange } from "../../operations/bill-runs/biggest-changes.ts";
import { context, type SlackMessage, section, table } from "../blocks.ts";
import { plainName, plainSentence, safeName } from "../text/safe-text.ts";

/** So many rows keep a message under Slack's limit on the text of all its blocks. */
export const mostChanges = 20;

/** The bills that differ most from the ones before, as a table: by how much, and why. */
export function changesMessage(run: BillRun, changes: readonly BillChange[]): SlackMessage {
  const label = runLabel(run);
  const [first] = changes;
  if (!first) {
    const text = `No bill of ${label} differs from the one before.`;
    return { text, blocks: [section(text)] };
  }
  const shown = changes.slice(0, mostChanges);
  const what = countOf(shown.length, "bill");
  const largest = `${safeName(first.name)}, ${amountText(first.invoicedMinor, first.currency)}`;
  const heading = ["Account", "Last", "Now", "Change", "%", "Why"];
  const right = { align: "right" as const };
  const wide = { is_wrapped: true };
  return {
    text: `The biggest changes of ${label}: ${what}, first ${largest}. Look before you approve.`,
    blocks: [
      section(`*The biggest changes of ${label}*, against each account's bill before`),
      table([heading, ...shown.map(cells)], [wide, right, right, right, right, wide]),
      context("Every account is in the file in the run's thread."),
    ],
  };
}

function cells(row: BillChange): readonly string[] {
  const { currency, invoicedMinor, previousMinor } = row;
  const change = invoicedMinor - (previousMinor ?? 0n);
  const sign = change > 0n ? "+" : "";
  return [
    plainName(row.name),
    previousMinor === null ? "–" : amountText(previousMinor, currency),
    amountText(invoicedMinor, currency),
    `${sign}${amountText(change, currency)}`,
    (previousMinor === null ? null : changeText(invoicedMinor, previousMinor)) ?? "–",
    plainSentence(row.why),
  ];
}
