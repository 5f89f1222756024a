import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type { Reconciliation } from "../../operations/reports/reconcile-books.ts";
import { context, type SlackMessage, section, table } from "../blocks.ts";
import { dayText } from "../text/day-text.ts";

/** Currencies that stand in the message; companies bill in fewer. */
const mostCurrencies = 10;

/** Whether documents, lines, ledger and open invoices say the same, side by side. */
export function reconciliationMessage(found: Reconciliation): SlackMessage {
  const day = dayText(found.asOfOn);
  if (found.currencies.length === 0) {
    const text = `Nothing was posted by ${day}, so there is nothing to reconcile.`;
    return { text, blocks: [section(text)] };
  }
  const shown = found.currencies.slice(0, mostCurrencies);
  const wrong = found.currencies.flatMap((row) =>
    row.checks.filter(({ offMinor }) => offMinor !== 0n),
  ).length;
  const verdict = found.balances
    ? `The books balance on ${day}.`
    : `${countOf(wrong, "difference")} in the books on ${day}. Run billrun doctor on the server.`;
  const posted = shown.map((row) => {
    const net = amountText(row.invoicedMinor - row.creditedMinor, row.currency);
    const memos = row.creditMemos > 0 ? ` and ${countOf(row.creditMemos, "credit memo")}` : "";
    return `${net} in ${countOf(row.invoices, "invoice")}${memos}`;
  });
  const rows = shown.flatMap(({ currency, checks }) =>
    checks.map(({ title, oneMinor, otherMinor, offMinor }) => [
      title,
      amountText(oneMinor, currency),
      amountText(otherMinor, currency),
      offMinor === 0n ? "none" : amountText(offMinor, currency),
    ]),
  );
  const right = { align: "right" as const };
  const hidden = found.currencies.length - shown.length;
  return {
    text: `${verdict} ${posted.join(", ")}.`,
    blocks: [
      section([`*${verdict}*`, ...posted].join("\n")),
      table(
        [["Side by side", "One", "Other", "Difference"], ...rows],
        [{ is_wrapped: true }, right, right, right],
      ),
      ...(hidden > 0
        ? [context(`and ${countOf(hidden, "more currency", "more currencies")}`)]
        : []),
    ],
  };
}
