import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import type { LineDiscount } from "../invoicing/document.ts";
import { splitDiscount } from "../invoicing/split-discount.ts";
import { add, divide, type Exact, roundHalfAway, zero } from "../money/exact.ts";
import { fractionOf } from "../rating/fraction.ts";
import { rateId } from "../tax/find-rates.ts";
import type { BilledStretch } from "./billed-stretches.ts";

/** What a part of a billed stretch is worth, natural sign of the billed line. */
export type Portion = {
  readonly amountMinor: bigint;
  readonly discountMinor: bigint;
  readonly discounts: readonly LineDiscount[];
  readonly insideMinor: bigint;
  /** By `rateId`: tax billed for it, for where several parts of one line come back at once. */
  readonly taxes: ReadonlyMap<string, bigint>;
};

/**
 * What was billed for the days of a stretch that lie in `[from, to)`: its part of the line by the
 * charge's own measure, never more than is left, and all that is left where no other day is.
 */
export function portionOf(stretch: BilledStretch, from: DayNumber, to: DayNumber): Portion {
  const { line } = stretch;
  const kept = withoutDays(stretch.days, from, to);
  if (kept.length === 0) {
    return {
      amountMinor: stretch.amountMinor,
      discountMinor: stretch.discountMinor,
      discounts: splitDiscount(stretch.discountMinor, stretch.discounts),
      insideMinor: stretch.insideMinor,
      taxes: new Map(stretch.taxes),
    };
  }
  const share = shareOfLine(stretch, from, to);
  const discountMinor = shareOf(line.discountMinor, share, stretch.discountMinor);
  const taxes = new Map<string, bigint>();
  let inside = 0n;
  for (const tax of line.taxes) {
    const id = rateId(tax);
    taxes.set(id, shareOf(tax.taxMinor, share, stretch.taxes.get(id) ?? 0n));
    if (tax.inclusive) inside += tax.taxMinor;
  }
  return {
    amountMinor: shareOf(line.amountMinor, share, stretch.amountMinor),
    discountMinor,
    discounts: splitDiscount(discountMinor, stretch.discounts),
    insideMinor: shareOf(inside, share, stretch.insideMinor),
    taxes,
  };
}

/** Which part of the line's price its live days in `[from, to)` are. */
function shareOfLine(stretch: BilledStretch, from: DayNumber, to: DayNumber): Exact {
  const { line, measure, period } = stretch;
  const whole = fractionOf(measure, period, dayNumber(line.from), dayNumber(line.to));
  let part = zero;
  for (const range of stretch.days) {
    const [first, end] = [Math.max(range.from, from), Math.min(range.to, to)];
    if (first < end) part = add(part, fractionOf(measure, period, first, end));
  }
  return whole.n === 0n ? zero : divide(part, whole);
}

/** `billed` × share, rounded, but not beyond what is left of it. */
function shareOf(billed: bigint, share: Exact, left: bigint): bigint {
  const part = roundHalfAway({ n: billed * share.n, d: share.d });
  if (left >= 0n) return part > left ? left : part;
  return part < left ? left : part;
}

/** Days without those in `[from, to)`. */
export function withoutDays(
  days: BilledStretch["days"],
  from: DayNumber,
  to: DayNumber,
): BilledStretch["days"] {
  return days.flatMap((range) => {
    if (to <= range.from || from >= range.to) return [range];
    const before = { from: range.from, to: Math.min(from, range.to) };
    const after = { from: Math.max(to, range.from), to: range.to };
    return [before, after].filter((part) => part.from < part.to);
  });
}

/** Takes a portion off what is left of a stretch; its tax only as far as it was shared out. */
export function takeOff(
  stretch: BilledStretch,
  portion: Portion,
  from: DayNumber,
  to: DayNumber,
): void {
  stretch.amountMinor -= portion.amountMinor;
  stretch.discountMinor -= portion.discountMinor;
  stretch.insideMinor -= portion.insideMinor;
  for (const { coupon, discountMinor } of portion.discounts) {
    stretch.discounts.set(coupon, (stretch.discounts.get(coupon) ?? 0n) - discountMinor);
  }
  for (const [id, tax] of portion.taxes) stretch.taxes.set(id, (stretch.taxes.get(id) ?? 0n) - tax);
  stretch.days = withoutDays(stretch.days, from, to);
}
