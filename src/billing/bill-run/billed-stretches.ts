import { periodAt, type ServicePeriod } from "../calendar/cycle.ts";
import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import type { Proration } from "../catalog/catalog.ts";
import { type Line, lineName } from "../invoicing/document.ts";
import { fractionText } from "../money/exact.ts";
import { fractionOf, isWhole, type Measure } from "../rating/fraction.ts";
import { planOn } from "../subscriptions/timeline.ts";
import { rateId } from "../tax/find-rates.ts";
import { readTerms } from "./line-terms.ts";
import { type PeriodicCharge, periodicCharge } from "./served-periods.ts";
import { portionOf, withoutDays } from "./stretch-portion.ts";
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

/**
 * A charge's billed recurring lines with what later runs gave back of them taken off, ordered by
 * day. Lines of one period that corrected each other are replayed in the order in which they were
 * billed.
 */
export function billedStretches(view: SubscriptionView, lines: readonly Line[]): BilledStretch[] {
  const byName = new Map<string, BilledStretch>();
  const credits: Line[] = [];
  for (const line of lines) {
    if (line.kind === "recurring") byName.set(lineName(line), openStretch(view, line));
    else if (line.kind === "credit") credits.push(line);
  }
  credits.sort((a, b) => a.correction - b.correction || (a.from < b.from ? -1 : 1));
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

/** The charge in force on the line's first day, else as any plan of the subscription has it. */
function chargeOfLine(view: SubscriptionView, line: Line): PeriodicCharge | null {
  const { timeline, subscription, catalog } = view;
  const inForce = planOn(timeline, dayNumber(line.from));
  const listed = subscription.changes.map((change) => ("plan" in change ? change.plan : ""));
  for (const key of [inForce, subscription.plan, ...listed]) {
    const charge = periodicCharge(catalog.plans.get(key)?.charges ?? [], line.charge);
    if (charge) return charge;
  }
  return null;
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

/**
 * A credit over several lines took their taxes as far as they go, in order; the last takes the
 * rest.
 */
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
