import type { LocalDate } from "../calendar/local-date.ts";
import { type Line, lineName } from "../invoicing/document.ts";
import { add, type Exact, exact, subtract, zero } from "../money/exact.ts";
import { type AppliedRate, appliedRate, rateId } from "../tax/find-rates.ts";
import { readTerms } from "./line-terms.ts";
import type { PeriodCode } from "./period-code.ts";

/** What was billed, less what was given back, for usage (or the minimum) of one stretch of days. */
export type BilledUsage = {
  readonly kind: "usage" | "minimum";
  /** The first of its lines, whose dates a line that gives back repeats. */
  readonly first: Line;
  /** Names of the lines that charged, in the order billed. */
  readonly names: string[];
  /** At listed prices, before discount. */
  listedMinor: bigint;
  /** After discount, with tax inside the price. */
  afterDiscountMinor: bigint;
  discountMinor: bigint;
  readonly discounts: Map<string, bigint>;
  /** By `rateId`. */
  readonly taxes: Map<string, bigint>;
  readonly rates: Map<string, AppliedRate>;
  quantity: Exact;
};

/** A charge's billed usage, by `usageKey`. */
export type BilledUsageIndex = ReadonlyMap<string, BilledUsage>;

/** What tells stretches of billed usage apart: kind, period, and of usage its first day. */
export type UsageName = {
  readonly kind: "usage" | "minimum";
  readonly code: PeriodCode;
  readonly periodFrom: LocalDate;
  readonly from: LocalDate;
};

/** The name as a key of the index. */
export function usageKey({ kind, code, periodFrom, from }: UsageName): string {
  return `${kind} ${code} ${periodFrom} ${kind === "minimum" ? "" : from}`;
}

/** Adds up a charge's billed lines; a credit counts for the kind of line that it names. */
export function billedUsage(lines: readonly Line[]): BilledUsageIndex {
  const index = new Map<string, BilledUsage>();
  if (lines.length === 0) return index;
  const ordered = [...lines].sort((a, b) => a.correction - b.correction);
  for (const line of ordered) {
    if (line.kind !== "usage" && line.kind !== "minimum") continue;
    const key = nameOf(line, line.kind);
    const billed = index.get(key) ?? opened(line.kind, line);
    index.set(key, billed);
    billed.names.push(lineName(line));
    count(billed, line);
  }
  for (const line of ordered) {
    // A charge may have been recurring under an earlier plan; what of it came back is no usage.
    if (line.kind !== "credit" || !line.corrects.some(isOfUsage)) continue;
    const kind = line.corrects.some((name) => name.includes("/minimum/")) ? "minimum" : "usage";
    const billed = index.get(nameOf(line, kind));
    if (billed) count(billed, line);
  }
  return index;
}

function isOfUsage(name: string): boolean {
  return name.includes("/usage/") || name.includes("/minimum/");
}

function nameOf(line: Line, kind: "usage" | "minimum"): string {
  return usageKey({ ...line, kind, code: readTerms(line.terms).code });
}

function opened(kind: "usage" | "minimum", first: Line): BilledUsage {
  return {
    kind,
    first,
    names: [],
    listedMinor: 0n,
    afterDiscountMinor: 0n,
    discountMinor: 0n,
    discounts: new Map(),
    taxes: new Map(),
    rates: new Map(),
    quantity: zero,
  };
}

function count(billed: BilledUsage, line: Line): void {
  const sold = exact(line.quantity);
  billed.quantity =
    line.kind === "credit" ? subtract(billed.quantity, sold) : add(billed.quantity, sold);
  billed.listedMinor += readTerms(line.terms).listedMinor ?? line.amountMinor;
  billed.afterDiscountMinor += line.amountMinor - line.discountMinor;
  billed.discountMinor += line.discountMinor;
  for (const { coupon, discountMinor } of line.discounts) {
    billed.discounts.set(coupon, (billed.discounts.get(coupon) ?? 0n) + discountMinor);
  }
  for (const tax of line.taxes) {
    const id = rateId(tax);
    if (tax.inclusive) billed.afterDiscountMinor += tax.taxMinor;
    billed.taxes.set(id, (billed.taxes.get(id) ?? 0n) + tax.taxMinor);
    if (!billed.rates.has(id)) billed.rates.set(id, appliedRate(tax));
  }
}
