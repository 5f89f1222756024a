import { type DayNumber, dayNumber, localDateOf } from "../calendar/day-number.ts";
import { sayPeriodDays } from "../calendar/say-day.ts";
import { lineName } from "../invoicing/document.ts";
import type { DraftLine } from "../invoicing/draft-line.ts";
import { exact, exactText, multiply } from "../money/exact.ts";
import { formatMinor } from "../money/format-amount.ts";
import { fractionOf } from "../rating/fraction.ts";
import { sayFraction, sayPrice } from "../rating/say-price.ts";
import { planOn, type Terms } from "../subscriptions/timeline.ts";
import { findRates } from "../tax/find-rates.ts";
import {
  type BilledStretch,
  billedStretches,
  fractionShown,
  portionOf,
} from "./billed-stretches.ts";
import { type ChargeView, isPlanSelected } from "./charge-view.ts";
import {
  type Bill,
  compareStretches,
  type ExpectedStretch,
  type GiveBack,
} from "./compare-stretches.ts";
import { type Corrections, correctionsAfter } from "./corrections.ts";
import { dueDay } from "./due-day.ts";
import { writeTerms } from "./line-terms.ts";
import { planVariant } from "./plan-variant.ts";
import { rateSold, toMinor } from "./rate-sold.ts";
import {
  type PeriodicCharge,
  type ServedPeriod,
  servedPeriods,
  serviceEnd,
} from "./served-periods.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/**
 * What a recurring charge is billed by a run: periods due on or before `targetOn` and not billed yet,
 * and repairs of what was billed and changed since.
 */
export function recurringLines(charge: ChargeView, targetOn: DayNumber): DraftLine[] {
  const { view, key, billed } = charge;
  const horizon = billed.reduce((day, line) => Math.max(day, dayNumber(line.to)), targetOn);
  const periods = servedPeriods(view, key, horizon, (sold, terms) => markOf(view, sold, terms));
  const stretches = billedStretches(view, billed);
  const expected = expectedStretches(view, periods, stretches, targetOn);
  const { giveBacks, bills } = compareStretches(stretches, expected, {
    keepsFrom: (stretch) => keepsFrom(view, stretch),
    isSelected: (is, day) =>
      isPlanSelected(charge, is?.stretch.terms.plan.key ?? planOn(view.timeline, day)),
  });
  const corrections = correctionsAfter(billed);
  const lines = [
    ...giveBacks.map((back) => givenBackLine(charge, back, corrections)),
    ...bills.map((bill) => recurringLine(charge, bill, corrections)),
  ];
  return lines.filter((line) => line !== null);
}

/** The stretches that should be billed, from the first day that isn't billed elsewhere. */
function expectedStretches(
  view: SubscriptionView,
  periods: readonly ServedPeriod[],
  billed: readonly BilledStretch[],
  targetOn: DayNumber,
): ExpectedStretch[] {
  const expected: ExpectedStretch[] = [];
  for (const served of periods) {
    const due = dueDay(view, served) <= targetOn;
    if (served.measure.proration === "none" && isBilled(served, billed)) continue;
    for (const stretch of served.stretches) {
      if (stretch.charge.type !== "recurring" || stretch.to <= view.billedFrom) continue;
      const from = Math.max(stretch.from, view.billedFrom);
      expected.push({ from, to: stretch.to, stretch, served, due });
    }
  }
  return expected.sort((a, b) => a.from - b.from);
}

/** Under "none" a period is billed once, whatever becomes of it. */
function isBilled(served: ServedPeriod, billed: readonly BilledStretch[]): boolean {
  const periodFrom = localDateOf(served.period.from);
  return billed.some(({ line, code }) => line.periodFrom === periodFrom && code === served.code);
}

/** Nothing is given back under "none", nor beyond the end of a cancellation without credit. */
function keepsFrom(view: SubscriptionView, stretch: BilledStretch): DayNumber | null {
  if (stretch.measure.proration === "none") return dayNumber(stretch.line.from);
  const end = serviceEnd(view, stretch.measure);
  return end.givesBack ? null : end.on;
}

/** The price of a whole price period, exact: equal marks are equal money. */
function markOf(view: SubscriptionView, charge: PeriodicCharge, terms: Terms): string {
  if (charge.type !== "recurring") return "-";
  return exactText(rateSold(view, charge, terms).amount) + planVariant(view, charge, terms.plan);
}

function recurringLine(
  { view, key }: ChargeView,
  { from, to, expected }: Bill,
  corrections: Corrections,
): DraftLine | null {
  const { served, stretch } = expected;
  const { charge, terms } = stretch;
  if (charge.type !== "recurring") return null;
  const { measure, period } = served;
  const fraction = fractionOf(measure, period, from, to);
  if (fraction.n === 0n) return null;
  const { price, quantity, amount } = rateSold(view, charge, terms);
  const shown = fractionShown(measure, from, to);
  const sold = sayPrice(price, quantity, charge.pricePeriod ?? charge.period, view.currency);
  return {
    account: view.account.key,
    subscription: view.subscription.key,
    charge: key,
    kind: "recurring",
    from,
    to,
    periodFrom: period.from,
    correction: corrections.next(period.from, from, "recurring"),
    corrects: [],
    quantity: exactText(exact(quantity)),
    fraction: shown,
    listedMinor: toMinor(multiply(amount, fraction), view.digits),
    rates: findRates(charge, view.payer, view.catalog),
    terms: writeTerms({ code: served.code, mark: stretch.mark, listedMinor: null }),
    why: shown === null ? sold : `${sayFraction(measure, period, from, to)} at ${sold}`,
    coupon: { plan: terms.plan.key, periodIndex: served.index, periodFrom: period.from },
    givenBack: null,
  };
}

/** One line for days that changed, at what was billed for them. */
function givenBackLine(
  { view, key }: ChargeView,
  { from, to, billed }: GiveBack,
  corrections: Corrections,
): DraftLine | null {
  const [first] = billed;
  if (!first) return null;
  let [amount, discount, inside] = [0n, 0n, 0n];
  const discounts = new Map<string, bigint>();
  const billedTax = new Map<string, bigint>();
  for (const stretch of billed) {
    const portion = portionOf(stretch, from, to);
    amount += portion.amountMinor;
    discount += portion.discountMinor;
    inside += portion.insideMinor;
    for (const { coupon, discountMinor } of portion.discounts) {
      discounts.set(coupon, (discounts.get(coupon) ?? 0n) + discountMinor);
    }
    for (const [id, tax] of stretch.taxes) billedTax.set(id, (billedTax.get(id) ?? 0n) + tax);
  }
  const periodFrom = dayNumber(first.line.periodFrom);
  return {
    account: view.account.key,
    subscription: view.subscription.key,
    charge: key,
    kind: "credit",
    from,
    to,
    periodFrom,
    correction: corrections.next(periodFrom, from, "credit"),
    corrects: billed.map(({ line }) => lineName(line)),
    quantity: first.line.quantity,
    fraction: fractionShown(first.measure, from, to),
    listedMinor: -(amount - discount + inside),
    rates: ratesBilled(billed),
    terms: first.line.terms,
    why: `given back: ${sayPeriodDays(from, to)} of what was billed for ${sayBilled(view, billed)}`,
    coupon: null,
    givenBack: {
      discountMinor: -discount,
      discounts: [...discounts].map(([coupon, minor]) => ({ coupon, discountMinor: -minor })),
      billedTax,
    },
  };
}

/** The rates that the corrected lines were taxed with, whatever applies today. */
function ratesBilled(billed: readonly BilledStretch[]) {
  const rates = new Map<string, DraftLine["rates"][number]>();
  for (const { line } of billed) {
    for (const { rate, percent, inclusive } of line.taxes) {
      const id = `${rate} ${percent} ${inclusive}`;
      if (!rates.has(id)) rates.set(id, { rate, percent, inclusive, value: exact(percent) });
    }
  }
  return [...rates.values()];
}

function sayBilled(view: SubscriptionView, billed: readonly BilledStretch[]): string {
  const days = billed.map(({ line }) => sayPeriodDays(dayNumber(line.from), dayNumber(line.to)));
  const amount = billed.reduce((sum, { line }) => sum + line.amountMinor, 0n);
  return `${days.join(" and ")} (${formatMinor(amount, view.currency)})`;
}
