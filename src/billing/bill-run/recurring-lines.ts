import { type DayNumber, dayNumber, localDateOf } from "../calendar/day-number.ts";
import type { RecurringCharge } from "../catalog/catalog.ts";
import { sayPeriod } from "../catalog/period-length.ts";
import type { Line } from "../invoicing/document.ts";
import type { DraftLine } from "../invoicing/draft-line.ts";
import { multiply, one } from "../money/exact.ts";
import { fractionOf } from "../rating/fraction.ts";
import { sayFraction } from "../rating/say-fraction.ts";
import { joinPrice } from "../rating/say-price.ts";
import { planOn, type Terms } from "../subscriptions/timeline.ts";
import { findRates } from "../tax/find-rates.ts";
import { type BilledStretch, billedStretches, fractionShown } from "./billed-stretches.ts";
import { type ChargeView, isPlanSelected } from "./charge-view.ts";
import { type Bill, compareStretches, type ExpectedStretch } from "./compare-stretches.ts";
import { type Corrections, correctionsAfter } from "./corrections.ts";
import { countedMark } from "./counted-as-billed.ts";
import { dueDay } from "./due-day.ts";
import { givenBackLines } from "./given-back-lines.ts";
import { readTerms, writeTerms } from "./line-terms.ts";
import { planVariant } from "./plan-variant.ts";
import { rateSold, toMinor } from "./rate-sold.ts";
import {
  type PeriodicCharge,
  periodicCharge,
  type ServedPeriod,
  servedPeriods,
  serviceEnd,
} from "./served-periods.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/**
 * What a recurring charge is billed by a run: periods due on or before `targetOn` and not billed
 * yet, and repairs of what was billed and changed since.
 */
export function recurringLines(charge: ChargeView, targetOn: DayNumber): DraftLine[] {
  const { view, key, billed, named } = charge;
  const horizon = billed.reduce((day, line) => Math.max(day, dayNumber(line.to)), targetOn);
  const periods = servedPeriods(view, key, horizon, (sold, terms) => markOf(view, sold, terms));
  const { lines, expected } = withoutUnchanged(
    billed,
    expectedStretches(view, periods, billed, targetOn),
  );
  const stretches = billedStretches(view, lines);
  const { giveBacks, bills } = compareStretches(stretches, expected, {
    keepsFrom: (stretch) => keepsFrom(charge, stretch),
    isSelected: (is, day) =>
      isPlanSelected(charge, is?.stretch.terms.plan.key ?? planOn(view.timeline, day)),
    isAlwaysInArrears: () => isAlwaysInArrears(view, key),
  });
  if (giveBacks.length === 0 && bills.length === 0) return [];
  const corrections = correctionsAfter(named);
  const drafts = givenBackLines(charge, giveBacks, corrections);
  for (const bill of bills) {
    const line = recurringLine(charge, bill, corrections);
    if (line) drafts.push(line);
  }
  return drafts;
}

/** Whether no plan that the subscription has had bills the charge in advance. */
function isAlwaysInArrears({ subscription, catalog }: SubscriptionView, key: string): boolean {
  const changed = subscription.changes.flatMap((change) => ("plan" in change ? change.plan : []));
  return [subscription.plan, ...changed].every((plan) => {
    const charge = periodicCharge(catalog.plans.get(plan)?.charges ?? [], key);
    return charge?.type !== "recurring" || charge.timing === "arrears";
  });
}

/** The stretches that should be billed, from the first day that isn't billed elsewhere. */
function expectedStretches(
  view: SubscriptionView,
  periods: readonly ServedPeriod[],
  billed: readonly Line[],
  targetOn: DayNumber,
): ExpectedStretch[] {
  const expected: ExpectedStretch[] = [];
  let [isOrdered, before] = [true, 0];
  let names: ReadonlySet<string> | null = null;
  for (const served of periods) {
    const due = dueDay(view, served) <= targetOn;
    // Under "none" a period is billed once, whatever becomes of it.
    if (served.measure.proration === "none") {
      names ??= new Set(billed.map(periodName));
      if (names.has(`${localDateOf(served.period.from)} ${served.code}`)) continue;
    }
    for (const stretch of served.stretches) {
      if (stretch.charge.type !== "recurring" || stretch.to <= view.billedFrom) continue;
      const from = Math.max(stretch.from, view.billedFrom);
      expected.push({ from, to: stretch.to, stretch, served, due });
      isOrdered &&= from >= before;
      before = from;
    }
  }
  return isOrdered ? expected : expected.sort((a, b) => a.from - b.from);
}

function periodName(line: Line): string {
  return line.kind === "recurring" ? `${line.periodFrom} ${readTerms(line.terms).code}` : "";
}

/**
 * Sets aside what was billed just as it should be, which is nearly all of a long history. Where
 * anything was given back before, only the full comparison tells.
 */
function withoutUnchanged(
  billed: readonly Line[],
  expected: readonly ExpectedStretch[],
): { lines: readonly Line[]; expected: readonly ExpectedStretch[] } {
  if (billed.length === 0 || billed.some(({ kind }) => kind === "credit")) {
    return { lines: billed, expected };
  }
  const left = new Map<string, Line>();
  for (const line of billed) if (line.kind === "recurring") left.set(line.from, line);
  const changed: ExpectedStretch[] = [];
  for (const one of expected) {
    const line = left.get(localDateOf(one.from));
    if (line && isUnchanged(line, one)) left.delete(line.from);
    else changed.push(one);
  }
  return { lines: left.size === 0 ? [] : [...left.values()], expected: changed };
}

/** True where the line was billed for these days, at this period and mark. */
function isUnchanged({ to, terms }: Line, expected: ExpectedStretch): boolean {
  const { served, stretch } = expected;
  if (to !== localDateOf(expected.to)) return false;
  return terms === writeTerms({ code: served.code, mark: stretch.mark, listedMinor: null });
}

/**
 * Nothing is given back under "none", nor beyond the end of a cancellation without credit. What
 * counts as billed stays as it is, and a catch-up run repairs nothing.
 */
function keepsFrom({ view, catchUp }: ChargeView, stretch: BilledStretch): DayNumber | null {
  const stays = catchUp || stretch.mark === countedMark || stretch.measure.proration === "none";
  if (stays) return dayNumber(stretch.line.from);
  const end = serviceEnd(view, stretch.measure);
  return end.givesBack ? null : end.on;
}

/** The price of a whole price period, exact: equal marks are equal money. */
function markOf(view: SubscriptionView, charge: PeriodicCharge, terms: Terms): string {
  if (charge.type !== "recurring") return "-";
  return rateSold(view, charge, terms).amountText + planVariant(view, charge, terms.plan);
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
  const { quantity, amount, amountMinor } = rateSold(view, charge, terms);
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
    quantity,
    fraction: fractionShown(measure, from, to),
    listedMinor: fraction === one ? amountMinor : toMinor(multiply(amount, fraction), view.digits),
    rates: findRates(charge, view.payer, view.catalog),
    terms: writeTerms({ code: served.code, mark: stretch.mark, listedMinor: null }),
    why: sayRecurring(view, charge, { from, to, expected }),
    coupon: { plan: terms.plan.key, periodIndex: served.index, periodFrom: period.from },
    givenBack: null,
  };
}

/** "14 of 31 days at 100.00 a month", "3 times 100.00 a month", "1/12 of 1,200.00 a year". */
function sayRecurring(
  view: SubscriptionView,
  charge: RecurringCharge,
  { from, to, expected }: Bill,
): string {
  const { measure, period } = expected.served;
  const said = rateSold(view, charge, expected.stretch.terms).say();
  const sold = joinPrice(said, sayPeriod(charge.pricePeriod ?? charge.period));
  if (measure.pricePeriod !== null) {
    const part = sayFraction(measure, period, from, to);
    if (part === "1") return sold;
    return part.includes("/") ? `${part} of ${sold}` : `${part} times ${sold}`;
  }
  if (fractionShown(measure, from, to) === null) return sold;
  return sayFraction(measure, period, from, to) + said.joint + sold;
}
