import { createHash, type Hash, hash } from "node:crypto";
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
  const parts = documents.map((document) => digestOf(headerText(document), document.lines));
  if (silentLines.length > 0) parts.push(digestOf("silent", silentLines));
  const [only = emptyDigest] = parts;
  return parts.length > 1 ? sha256(parts.sort().join("\n")) : only;
}

/** A long document is hashed in blocks of so many letters, so that nobody holds its whole text. */
const blockLength = 65_536;

function digestOf(header: string, lines: readonly Line[]): string {
  let text = `${header}${recordEnd}${lines.length}`;
  let blocks: Hash | null = null;
  for (const line of inOrder(lines)) {
    text += recordEnd + lineText(line);
    if (text.length < blockLength) continue;
    blocks ??= createHash("sha256");
    blocks.update(text);
    text = "";
  }
  return blocks === null ? sha256(text) : `sha256:${blocks.update(text).digest("hex")}`;
}

/** By the fields of a line's name, which is unique; lines mostly come in that order. */
function inOrder(lines: readonly Line[]): readonly Line[] {
  let before: Line | null = null;
  for (const line of lines) {
    if (before && byName(before, line) > 0) return lines.toSorted(byName);
    before = line;
  }
  return lines;
}

function byName(a: Line, b: Line): number {
  return (
    byText(a.subscription, b.subscription) ||
    byText(a.from, b.from) ||
    byText(a.charge, b.charge) ||
    byText(a.kind, b.kind) ||
    a.correction - b.correction ||
    byText(lineText(a), lineText(b))
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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

function headerText(document: ProposedDocument): string {
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
  return `${entries.length}${recordEnd}${entries.map(textOf).sort().join(recordEnd)}`;
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
