import { contentText } from "../../billing/bill-run/run-text.ts";
import type { Line } from "../../billing/invoicing/document.ts";
import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type { InvoiceView } from "../../operations/invoices/show-invoice.ts";
import { buttons, context, header, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { runButton } from "../run-buttons.ts";
import { longestKey } from "../run-reference.ts";
import { dayText, periodText } from "../text/day-text.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";
import { openText } from "./account-message.ts";

/** All lines together stay below this many characters, Slack's cap being about 13,000. */
const mostCharacters = 9_000;

/** One posted document: every line with its why, taxes, totals, what is open, where it is from. */
export function invoiceMessage(view: InvoiceView): SlackMessage {
  const { document } = view;
  const all = document.lines.map((line) => lineText(line, view));
  const lines = fitting(all);
  const rest = all.length - lines.length;
  return {
    text: invoiceText(view),
    blocks: [
      header(`${kindOf(view)} ${document.number}`),
      section(headLines(view).join("\n")),
      ...paragraphs(lines),
      ...(rest > 0 ? [context(`and ${countOf(rest, "more line")}`)] : []),
      section(totalLine(view)),
      ...buttons(whyButton(view)),
      context(originText(view)),
    ],
  };
}

function kindOf({ document }: InvoiceView): string {
  return document.type === "invoice" ? "Invoice" : "Credit memo";
}

/** Headers carry the printed sign; people read what a credit memo gives back as a minus. */
function said({ document }: InvoiceView, minor: bigint): string {
  return amountText(document.type === "credit-memo" ? -minor : minor, document.currency);
}

function invoiceText(view: InvoiceView): string {
  const { document, accountName } = view;
  const amount = said(view, document.totalMinor);
  const what = `${kindOf(view)} ${document.number} for ${safeName(accountName)}`;
  return `${what}: ${amount}, ${standing(view)}.`;
}

function standing({ document, openMinor, reversedBy }: InvoiceView): string {
  if (reversedBy !== null) return `taken back with ${safeName(reversedBy)}`;
  return openText(document.type, openMinor, document.currency, document.dueOn);
}

function headLines(view: InvoiceView): readonly string[] {
  const { document, accountName } = view;
  const who = `*${safeName(accountName)}* (${safeName(document.account)})`;
  const days = `dated ${dayText(document.invoiceOn)}, due ${dayText(document.dueOn)}`;
  return [`${who} · ${days}`, `*${said(view, document.totalMinor)}* · ${standing(view)}`];
}

function fitting(lines: readonly string[]): readonly string[] {
  let characters = 0;
  const kept = lines.filter((line) => {
    characters += line.length + 1;
    return characters <= mostCharacters;
  });
  return lines.slice(0, kept.length);
}

function lineText(line: Line, { document, chargeNames }: InvoiceView): string {
  const name = Object.hasOwn(chargeNames, line.charge) ? chargeNames[line.charge] : undefined;
  const owner = line.account === document.account ? "" : ` of ${safeName(line.account)}`;
  const how =
    line.kind === "credit" ? ", given back" : line.correction > 0 ? ", charged again" : "";
  const title = `• *${safeName(name ?? line.charge)}*${owner}${how}`;
  const amount = amountText(line.amountMinor, document.currency);
  const parts = [
    `${title}, ${periodText(line.from, line.to)}: ${safeSentence(line.why)} = ${amount}`,
  ];
  if (line.discountMinor !== 0n) {
    parts.push(`discount ${amountText(-line.discountMinor, document.currency)}`);
  }
  if (line.taxMinor !== 0n) parts.push(`tax ${amountText(line.taxMinor, document.currency)}`);
  return parts.join(", ");
}

function totalLine(view: InvoiceView): string {
  const { document } = view;
  const parts = [`Subtotal ${said(view, document.subtotalMinor)}`];
  if (document.discountMinor !== 0n) parts.push(`discount ${said(view, -document.discountMinor)}`);
  for (const { rate, percent, inclusive, taxMinor } of document.taxes.slice(0, 10)) {
    const inside = inclusive ? ", inside the price" : "";
    parts.push(`tax ${safeName(rate)} ${percent} %${inside} ${said(view, taxMinor)}`);
  }
  return `${parts.join(" · ")} · total *${said(view, document.totalMinor)}*`;
}

function whyButton({ document }: InvoiceView) {
  const { account, runNumber: number } = document;
  if (number === null || account.length > longestKey) return [];
  return [runButton({ number, digest: null }, "why", "Why", { account })];
}

function originText({ document, quote, digest }: InvoiceView): string {
  const from =
    document.runNumber === null ? "by an approval of its own" : `by BR-${document.runNumber}`;
  const parts = [`Posted ${from}`];
  if (quote !== null) parts.push(`quote ${safeName(quote)}`);
  const content = contentText(digest);
  if (content) parts.push(`content ${content}, as approved`);
  return parts.join(" · ");
}
