import { createHash } from "node:crypto";
import type { DocumentTax, Line, ProposedDocument } from "../invoicing/document.ts";

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
  const parts = documents.map(documentText).sort();
  return sha256([...parts, "silent", ...silentLines.map(lineText).sort()].join(recordEnd));
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
    list(document.taxes.map(taxText)),
    list(document.lines.map(lineText)),
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
    list([...line.corrects]),
    line.quantity,
    line.fraction ?? "",
    line.amountMinor,
    line.discountMinor,
    line.taxMinor,
    list(line.discounts.map((discount) => fields(discount.coupon, discount.discountMinor))),
    list(line.taxes.map(taxText)),
    line.terms,
    line.why,
  );
}

/** Separators that no field contains: fields are keys, days, numbers and sentences made of them. */
const [fieldEnd, recordEnd] = ["\u001f", "\u001e"];

function fields(...values: (string | number | bigint)[]): string {
  return values.join(fieldEnd);
}

/** How many there are, then each of them, in an order of their own. */
function list(texts: string[]): string {
  if (texts.length === 0) return "0";
  return `${texts.length}${recordEnd}${texts.sort().join(recordEnd)}`;
}

function taxText(tax: DocumentTax): string {
  const { rate, percent, inclusive, baseMinor, taxMinor } = tax;
  return fields(rate, percent, inclusive ? "inside" : "on top", baseMinor, taxMinor);
}

function sha256(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
