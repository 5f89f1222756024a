import { addDays } from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { BillingSettings } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import { rateId } from "../tax/find-rates.ts";
import { taxLines } from "../tax/tax-lines.ts";
import type { DocumentTax, DocumentType, Line, LineTax, ProposedDocument } from "./document.ts";
import type { DiscountedDraft, DraftLine } from "./draft-line.ts";
import { finishLine } from "./finish-line.ts";

/** Documents of one payer, and lines billed without one. */
export type BuiltDocuments = {
  readonly documents: readonly ProposedDocument[];
  readonly silentLines: readonly Line[];
};

/**
 * Puts one payer's lines on documents: together or by subscription, and, if the settings ask for
 * it, what is negative on a credit memo of its own.
 * Lines that are all zero make no document unless the settings ask for it.
 */
export function buildDocuments(
  drafts: readonly DiscountedDraft[],
  payer: Account,
  settings: BillingSettings,
  invoiceOn: LocalDate,
): BuiltDocuments {
  const documents: ProposedDocument[] = [];
  const silentLines: Line[] = [];
  for (const group of groupsOf(drafts, payer, settings)) {
    if (group.length === 0) continue;
    const lines = taxed(group, settings);
    const silent = settings.zeroInvoices === "skip" && lines.every(isZero);
    if (!silent) documents.push(documentOf(lines, payer, invoiceOn));
    else for (const line of lines) silentLines.push(line);
  }
  return { documents, silentLines };
}

function groupsOf(
  drafts: readonly DiscountedDraft[],
  payer: Account,
  settings: BillingSettings,
): readonly (readonly DiscountedDraft[])[] {
  const ordered = [...drafts].sort((a, b) => inDocumentOrder(a.draft, b.draft));
  const groups = payer.documentsPer === "subscription" ? bySubscription(ordered) : [ordered];
  if (settings.negativeCharges === "net") return groups;
  return groups.flatMap((group) => [
    group.filter(({ draft }) => !isNegative(draft)),
    group.filter(({ draft }) => isNegative(draft)),
  ]);
}

/** Drafts in document order stand together by subscription. */
function bySubscription(ordered: readonly DiscountedDraft[]): DiscountedDraft[][] {
  const groups: DiscountedDraft[][] = [];
  let subscription: string | null = null;
  for (const discounted of ordered) {
    if (discounted.draft.subscription !== subscription) groups.push([]);
    subscription = discounted.draft.subscription;
    groups[groups.length - 1]?.push(discounted);
  }
  return groups;
}

/** By the amount before discount: a credit of what a coupon paid for wholly is negative too. */
function isNegative(draft: DraftLine): boolean {
  return draft.listedMinor + (draft.givenBack?.discountMinor ?? 0n) < 0n;
}

/** By subscription, from, charge; what gives back stands before what replaces it. */
export function inDocumentOrder(a: DraftLine, b: DraftLine): number {
  return (
    byText(a.subscription, b.subscription) ||
    a.from - b.from ||
    byText(a.charge, b.charge) ||
    byText(a.kind, b.kind) ||
    a.correction - b.correction
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function taxed(group: readonly DiscountedDraft[], settings: BillingSettings): Line[] {
  const results = taxLines(
    group.map(({ draft, discounts }) => ({
      afterDiscountMinor: discounts.reduce((rest, d) => rest - d.discountMinor, draft.listedMinor),
      rates: draft.rates,
      billedTax: draft.givenBack?.billedTax ?? null,
    })),
    settings.taxRounding,
  );
  return group.map((draft, index) => {
    const result = results[index];
    if (!result) throw new Error("a line was not taxed");
    return finishLine(draft, result);
  });
}

function isZero(line: Line): boolean {
  return line.amountMinor === line.discountMinor && line.taxMinor === 0n;
}

/** Headers carry the printed sign: on a credit memo what gives back is positive. */
function documentOf(
  lines: readonly Line[],
  payer: Account,
  invoiceOn: LocalDate,
): ProposedDocument {
  let [subtotal, discount, tax] = [0n, 0n, 0n];
  for (const line of lines) {
    subtotal += line.amountMinor;
    discount += line.discountMinor;
    tax += line.taxMinor;
  }
  const type: DocumentType = subtotal - discount + tax < 0n ? "credit-memo" : "invoice";
  const sign = type === "credit-memo" ? -1n : 1n;
  return {
    type,
    account: payer.key,
    currency: payer.currency,
    invoiceOn,
    dueOn: addDays(invoiceOn, payer.paymentTermsDays),
    lines,
    taxes: documentTaxes(lines, sign),
    subtotalMinor: sign * subtotal,
    discountMinor: sign * discount,
    taxMinor: sign * tax,
    totalMinor: sign * (subtotal - discount + tax),
  };
}

/** One rate's tax while it is added up, in natural sign. */
type Sum = { readonly of: LineTax; baseMinor: bigint; taxMinor: bigint };

function documentTaxes(lines: readonly Line[], sign: bigint): DocumentTax[] {
  const sums = new Map<string, Sum>();
  for (const { taxes } of lines) {
    for (const tax of taxes) {
      const id = rateId(tax);
      const sum = sums.get(id) ?? { of: tax, baseMinor: 0n, taxMinor: 0n };
      sum.baseMinor += tax.baseMinor;
      sum.taxMinor += tax.taxMinor;
      sums.set(id, sum);
    }
  }
  return Array.from(sums.values(), ({ of: { rate, percent, inclusive }, baseMinor, taxMinor }) => ({
    rate,
    percent,
    inclusive,
    baseMinor: sign * baseMinor,
    taxMinor: sign * taxMinor,
  }));
}
