import { hash } from "node:crypto";
import type { DocumentTax, Line, LineDiscount, ProposedDocument } from "../invoicing/document.ts";

/** The digest of nothing billed: SHA-256 of the empty text. */
export const emptyDigest = sha256("");

/**
 * SHA-256 over the canonical text of documents and of lines billed without one. The text holds what
 * a posted document stores and nothing else, so that it can be recomputed from the database: what
 * was seen in the preview is what was billed. The order of the arguments' entries doesn't matter.
 */
export function digestOfDocuments(
  documents: readonly ProposedDocument[],
  silentLines: readonly Line[],
): string {
  if (documents.length === 0 && silentLines.length === 0) return emptyDigest;
  const parts = inOrder(documents.map(documentText));
  return sha256([...parts, "silent", ...inOrder(silentLines.map(lineText))].join(recordEnd));
}

/**
 * One digest for a whole run, from those of its payers; payers without anything billed don't count.
 */
export function digestOfRun(
  rows: Iterable<{ readonly payer: string; readonly digest: string }>,
): string {
  const texts: string[] = [];
  for (const { payer, digest } of rows) {
    if (digest !== emptyDigest) texts.push(`${payer} ${digest}`);
  }
  return texts.length === 0 ? emptyDigest : sha256(texts.sort().join("\n"));
}

/** "4f3a-9c21": enough to compare by eye. */
export function shortDigest(digest: string): string {
  const hex = digest.replace(/^sha256:/, "");
  return hex.length < 8 ? hex : `${hex.slice(0, 4)}-${hex.slice(4, 8)}`;
}

function documentText(document: ProposedDocument): string {
  return fields(
    document.type,
    document.account,
    document.currency,
    document.invoiceOn,
    document.dueOn,
    document.subtotalMinor,
    document.discountMinor,
    document.taxMinor,
    document.totalMinor,
    list(document.taxes, taxText),
    list(document.lines, lineText),
  );
}

function lineText(line: Line): string {
  return fields(
    line.account,
    line.subscription,
    line.charge,
    line.kind,
    line.from,
    line.to,
    line.periodFrom,
    line.correction,
    list(line.corrects, asWritten),
    line.quantity,
    line.fraction ?? "",
    line.amountMinor,
    line.discountMinor,
    line.taxMinor,
    list(line.discounts, discountText),
    list(line.taxes, taxText),
    line.terms,
    line.why,
  );
}

/** Separators that no field contains: fields are keys, days, numbers and sentences made of them. */
const [fieldEnd, recordEnd] = ["\u001f", "\u001e"];

function fields(first: string, ...values: readonly (string | number | bigint)[]): string {
  let text = first;
  for (const value of values) text += fieldEnd + value;
  return text;
}

/** How many there are, then each of them, in an order of their own. */
function list<T>(entries: readonly T[], textOf: (entry: T) => string): string {
  const [first] = entries;
  if (first === undefined) return "0";
  if (entries.length === 1) return `1${recordEnd}${textOf(first)}`;
  return `${entries.length}${recordEnd}${inOrder(entries.map(textOf)).join(recordEnd)}`;
}

/** Sorted in place; texts mostly come in order, and looking is cheaper than sorting. */
function inOrder(texts: string[]): string[] {
  let before = "";
  for (const text of texts) {
    if (text < before) return texts.sort();
    before = text;
  }
  return texts;
}

function asWritten(text: string): string {
  return text;
}

function discountText({ coupon, discountMinor }: LineDiscount): string {
  return fields(coupon, discountMinor);
}

function taxText(tax: DocumentTax): string {
  const { rate, percent, inclusive, baseMinor, taxMinor } = tax;
  return fields(rate, percent, inclusive ? "inside" : "on top", baseMinor, taxMinor);
}

function sha256(text: string): string {
  return `sha256:${hash("sha256", text)}`;
}
