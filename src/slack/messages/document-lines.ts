import type { Line, ProposedDocument } from "../../billing/invoicing/document.ts";
import { amountText } from "../../billing/money/amount-text.ts";
import type { AccountBill } from "../../operations/bill-runs/look-at-account.ts";
import { dayText, periodText } from "../text/day-text.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

type Document = AccountBill["documents"][number];

/** The documents of a bill as lines of mrkdwn: head, every line with its why, taxes, total. */
export function documentLines({ documents, row, payer, nameOf }: AccountBill): readonly string[] {
  const isWhole = row.account === payer.key;
  return documents.flatMap((document) => [
    ...headLines(document, isWhole),
    ...document.lines.map((line) => lineText(line, document, row.account, nameOf)),
    ...(isWhole ? totalLines(document) : []),
  ]);
}

function headLines(document: Document, isWhole: boolean): readonly string[] {
  const { type, number, currency, totalMinor, invoiceOn, dueOn } = document;
  const kind = type === "invoice" ? "Invoice" : "Credit memo";
  const named = `*${kind}${number === null ? "" : ` ${number}`}*`;
  const days = `dated ${dayText(invoiceOn)}, due ${dayText(dueOn)}`;
  return isWhole
    ? [`${named} · *${amountText(signed(document, totalMinor), currency)}* · ${days}`]
    : [`Lines on ${named} of its payer · ${days}`];
}

function lineText(
  line: Line,
  { currency }: ProposedDocument,
  account: string,
  nameOf: (charge: string) => string,
): string {
  const owner = line.account === account ? "" : ` of ${safeName(line.account)}`;
  const how = line.kind === "credit" ? "given back" : line.correction > 0 ? "charged again" : "";
  const title = `• *${safeName(nameOf(line.charge))}*${owner}${how === "" ? "" : `, ${how}`}`;
  const amount = amountText(line.amountMinor, currency);
  const parts = [
    `${title}, ${periodText(line.from, line.to)}: ${safeSentence(line.why)} = ${amount}`,
  ];
  if (line.discountMinor !== 0n) {
    const coupons = line.discounts.map(({ coupon }) => safeName(coupon)).join(", ");
    parts.push(
      `discount ${amountText(-line.discountMinor, currency)}${coupons && ` (${coupons})`}`,
    );
  }
  if (line.taxMinor !== 0n) parts.push(`tax ${amountText(line.taxMinor, currency)}`);
  return parts.join(", ");
}

function totalLines(document: Document): readonly string[] {
  const { currency, subtotalMinor, discountMinor, totalMinor, taxes } = document;
  const said = (minor: bigint) => amountText(signed(document, minor), currency);
  const parts = [`Subtotal ${said(subtotalMinor)}`];
  if (discountMinor !== 0n) parts.push(`discount ${said(-discountMinor)}`);
  for (const { rate, percent, inclusive, taxMinor } of taxes) {
    const how = inclusive ? ", inside the price" : "";
    parts.push(`tax ${safeName(rate)} ${percent} %${how} ${said(taxMinor)}`);
  }
  return [`${parts.join(" · ")} · total *${said(totalMinor)}*`];
}

/** Headers carry the printed sign; people read what a credit memo gives back as a minus. */
function signed({ type }: ProposedDocument, minor: bigint): bigint {
  return type === "credit-memo" ? -minor : minor;
}
