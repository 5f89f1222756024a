import type { FindingKind } from "../../billing/bill-run/findings.ts";
import { amountText, changeText } from "../../billing/money/amount-text.ts";
import type { RunAccountRow } from "../../operations/bill-runs/run-accounts-books.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

/** Findings in two words, for a line about one account. */
export const findingNames: Readonly<Record<FindingKind, string>> = {
  "first-bill": "first bill",
  "amount-changed": "far off the last bill",
  "usage-changed": "usage far off",
  "missing-usage": "usage missing",
  zero: "over nothing",
  "unusually-large": "unusually large",
};

/** Results in people's words. */
export const resultNames = {
  billed: "billed",
  "nothing-due": "nothing due",
  excluded: "excluded",
  parked: "parked",
  held: "held",
} as const;

/** "*Acme* (acme)", then what it is billed, against what, and what stands out. */
export function accountLine(row: RunAccountRow): string {
  return `*${safeName(row.name)}* (${safeName(row.account)})\n${billText(row)}`;
}

/** "1,250.00 USD · +6.0 % (last time 1,180.00 USD) · first bill", or why nothing is billed. */
export function billText(row: RunAccountRow): string {
  const { result, reason, currency, invoicedMinor, creditedMinor, previousMinor } = row;
  if (result !== null && result !== "billed") {
    const why = reason ? `: ${safeSentence(reason.replace(/\.$/, ""))}` : "";
    return `${resultNames[result]}${why}`;
  }
  if (row.payer !== row.account) return `on the bill of ${safeName(row.payer)}`;
  const change = previousMinor === null ? null : changeText(invoicedMinor, previousMinor);
  const before = previousMinor === null ? "" : `last time ${amountText(previousMinor, currency)}`;
  const parts = [
    invoicedMinor > 0n || creditedMinor === 0n ? amountText(invoicedMinor, currency) : null,
    creditedMinor > 0n ? `${amountText(-creditedMinor, currency)} credited` : null,
    invoicedMinor > 0n && change ? `${change} (${before})` : before || null,
    ...row.findings.filter((kind) => kind !== "amount-changed").map((kind) => findingNames[kind]),
    row.documents.length > 0 ? row.documents.slice(0, 3).join(", ") : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
