import { periodAt, type ServicePeriod } from "../calendar/cycle.ts";
import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import type { Proration } from "../catalog/catalog.ts";
import { type Line, type LineDiscount, lineName } from "../invoicing/document.ts";
import { splitDiscount } from "../invoicing/split-discount.ts";
import { add, divide, type Exact, fractionText, roundHalfAway, zero } from "../money/exact.ts";
import { fractionOf, isWhole, type Measure } from "../rating/fraction.ts";
import { rateId } from "../tax/tax-lines.ts";
import { readTerms } from "./line-terms.ts";
import { type PeriodicCharge, periodicCharge } from "./served-periods.ts";
import { measureOfCode, type SubscriptionView } from "./subscription-view.ts";

/** What a billed line still stands for, after what was given back of it. */
export type BilledStretch = {
  readonly line: Line;
  readonly measure: Measure;
  readonly period: ServicePeriod;
  readonly mark: string;
  readonly code: string;
  /** Days billed and not given back, in order. */
  days: { readonly from: DayNumber; readonly to: DayNumber }[];
  /** Not given back yet; natural sign. Amount before discount, without tax inside. */
  amountMinor: bigint;
  discountMinor: bigint;
  readonly discounts: Map<string, bigint>;
  /** By `rateId`. */
  readonly taxes: Map<string, bigint>;
  /** Tax inside the price. */
  insideMinor: bigint;
};

/** What a part of a billed stretch is worth, natural sign of the billed line. */
export type Portion = {
  readonly amountMinor: bigint;
  readonly discountMinor: bigint;
  readonly discounts: readonly LineDiscount[];
  readonly insideMinor: bigint;
};

/**
 * A charge's billed recurring lines with what later runs gave back of them taken off, ordered by day.
 * Lines of one period that corrected each other are replayed in the order in which they were billed.
 */
export function billedStretches(view: SubscriptionView, lines: readonly Line[]): BilledStretch[] {
  const byName = new Map<string, BilledStretch>();
  const credits: Line[] = [];
  for (const line of lines) {
    if (line.kind === "recurring") byName.set(lineName(line), openStretch(view, line));
    else if (line.kind === "credit") credits.push(line);
  }
  credits.sort((a, b) => a.correction - b.correction);
  for (const credit of credits) settle(credit, byName);
  return [...byName.values()].sort((a, b) => dayNumber(a.line.from) - dayNumber(b.line.from));
}

function openStretch(view: SubscriptionView, line: Line): BilledStretch {
  const { code, mark } = readTerms(line.terms);
  const from = dayNumber(line.from);
  const to = dayNumber(line.to);
  const taxes = new Map<string, bigint>();
  let insideMinor = 0n;
  for (const tax of line.taxes) {
    taxes.set(rateId(tax), tax.taxMinor);
    if (tax.inclusive) insideMinor += tax.taxMinor;
  }
  const measure = measureOfLine(view, line, code);
  return {
    line,
    measure,
    period: periodAt(measure.cycle, from),
    mark,
    code,
    days: [{ from, to }],
    amountMinor: line.amountMinor,
    discountMinor: line.discountMinor,
    discounts: new Map(line.discounts.map((d) => [d.coupon, d.discountMinor])),
    taxes,
    insideMinor,
  };
}

/**
 * The measure that the line was billed by: the charge's rule of today if the line's fraction agrees
 * with it, else the rule that it agrees with. Settings may have changed since.
 */
function measureOfLine(view: SubscriptionView, line: Line, code: string): Measure {
  const charge = chargeOfLine(view, line);
  const today = charge?.proration ?? view.catalog.settings.proration;
  const rules: readonly Proration[] = [today, "actual", "actual/360", "30/360", "none"];
  for (const rule of rules) {
    const measure = measureOfCode(view, code, rule);
    if (fractionShown(measure, dayNumber(line.from), dayNumber(line.to)) === line.fraction) {
      return measure;
    }
  }
  return measureOfCode(view, code, today);
}

function chargeOfLine(view: SubscriptionView, line: Line): PeriodicCharge | null {
  const from = dayNumber(line.from);
  let found: PeriodicCharge | null = null;
  for (const span of view.timeline.spans) {
    const charge = periodicCharge(span.terms.plan.charges, line.charge);
    if (!charge) continue;
    if (found === null || (span.from <= from && from < span.to)) found = charge;
  }
  return found;
}

/** A stretch's fraction as a line shows it: null where the full price of a period is due. */
export function fractionShown(measure: Measure, from: DayNumber, to: DayNumber): string | null {
  const period = periodAt(measure.cycle, from);
  if (measure.proration === "none" || isWhole(period, from, to)) return null;
  return fractionText(fractionOf(measure, period, from, to));
}

/** Takes off what a credit gave back of the lines it names. */
function settle(credit: Line, byName: ReadonlyMap<string, BilledStretch>): void {
  const from = dayNumber(credit.from);
  const to = dayNumber(credit.to);
  const named = credit.corrects.flatMap((name) => byName.get(name) ?? []);
  const rest = {
    amount: -credit.amountMinor,
    discount: -credit.discountMinor,
    discounts: new Map(credit.discounts.map((d) => [d.coupon, -d.discountMinor])),
    taxes: new Map(credit.taxes.map((tax) => [rateId(tax), -tax.taxMinor])),
  };
  for (const [index, stretch] of named.entries()) {
    const last = index === named.length - 1;
    const portion = portionOf(stretch, from, to);
    const amount = last ? rest.amount : portion.amountMinor;
    const discount = last ? rest.discount : portion.discountMinor;
    stretch.amountMinor -= amount;
    stretch.discountMinor -= discount;
    rest.amount -= amount;
    rest.discount -= discount;
    for (const [coupon, left] of rest.discounts) {
      const own = portion.discounts.find((d) => d.coupon === coupon)?.discountMinor ?? 0n;
      const part = last ? left : own;
      stretch.discounts.set(coupon, (stretch.discounts.get(coupon) ?? 0n) - part);
      rest.discounts.set(coupon, left - part);
    }
    takeTaxes(stretch, rest.taxes, last);
    stretch.insideMinor = insideOf(stretch);
    stretch.days = withoutDays(stretch.days, from, to);
  }
}

/** A credit over several lines took their taxes as far as they go, in order; the last takes the rest. */
function takeTaxes(stretch: BilledStretch, rest: Map<string, bigint>, last: boolean): void {
  for (const [id, left] of rest) {
    const own = stretch.taxes.get(id) ?? 0n;
    const fits = own >= 0n ? (left < own ? left : own) : left > own ? left : own;
    const part = last ? left : fits;
    stretch.taxes.set(id, own - part);
    rest.set(id, left - part);
  }
}

function insideOf(stretch: BilledStretch): bigint {
  let sum = 0n;
  for (const tax of stretch.line.taxes) {
    if (tax.inclusive) sum += stretch.taxes.get(rateId(tax)) ?? 0n;
  }
  return sum;
}

function withoutDays(
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
    };
  }
  const share = shareOfLine(stretch, from, to);
  const discountMinor = shareOf(line.discountMinor, share, stretch.discountMinor);
  const lineInside = line.taxes.reduce((sum, tax) => sum + (tax.inclusive ? tax.taxMinor : 0n), 0n);
  return {
    amountMinor: shareOf(line.amountMinor, share, stretch.amountMinor),
    discountMinor,
    discounts: splitDiscount(discountMinor, stretch.discounts),
    insideMinor: shareOf(lineInside, share, stretch.insideMinor),
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
