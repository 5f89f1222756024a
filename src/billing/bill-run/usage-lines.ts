import { type DayNumber, dayNumber, localDateOf } from "../calendar/day-number.ts";
import type { DraftLine } from "../invoicing/draft-line.ts";
import { splitDiscount } from "../invoicing/split-discount.ts";
import { compare, type Exact, exactText, roundHalfAway, subtract, zero } from "../money/exact.ts";
import { formatMinor } from "../money/format-amount.ts";
import { groupDigits } from "../money/group-digits.ts";
import { isNothing } from "../rating/aggregate-usage.ts";
import { joinPrice, sayPrice } from "../rating/say-price.ts";
import { findRates } from "../tax/find-rates.ts";
import { type BilledUsage, type BilledUsageIndex, billedUsage, usageKey } from "./billed-usage.ts";
import { type ChargeView, isPlanSelected } from "./charge-view.ts";
import { type Corrections, correctionsAfter } from "./corrections.ts";
import { usageCountedThrough } from "./counted-as-billed.ts";
import { readTerms, writeTerms } from "./line-terms.ts";
import { serviceEnd } from "./served-periods.ts";
import { measureOfCode } from "./subscription-view.ts";
import {
  type RatedPeriod,
  type RatedUsage,
  ratePeriod,
  type UsagePeriod,
  usagePeriods,
} from "./usage-periods.ts";

/** One side of the comparison: what usage, or its minimum, should cost on a stretch of days. */
type Expected = {
  readonly kind: "usage" | "minimum";
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly listedMinor: bigint;
  readonly quantity: Exact;
  readonly fraction: string | null;
  /** Said only where it makes a line. */
  readonly say: () => string;
  /** Key of the plan in force. */
  readonly plan: string;
  /** False: nothing was used and nothing is to pay, which makes no line. */
  readonly counts: boolean;
};

type Numbered = { readonly chargeView: ChargeView; readonly corrections: Corrections };

/**
 * What a usage charge is billed by a run: periods whose service is over by `targetOn`, and for
 * periods billed before, what they should be less what was billed.
 */
export function usageLines(chargeView: ChargeView, targetOn: DayNumber): DraftLine[] {
  const { view, key, billed, named } = chargeView;
  const horizon = billed.reduce((day, line) => Math.max(day, dayNumber(line.to)), targetOn);
  const index = billedUsage(billed);
  const numbered = { chargeView, corrections: correctionsAfter(named) };
  const countedThrough = usageCountedThrough(billed);
  const seen = new Set<string>();
  const lines: DraftLine[] = [];
  for (const period of usagePeriods(view, key, horizon, countedThrough)) {
    if (index.size > 0) for (const name of namesOf(period)) seen.add(name);
    if (period.to > targetOn && !wasBilledUpTo(index, period)) continue;
    const rated = ratePeriod(view, period);
    for (const part of expectedParts(view.currency, rated)) {
      if (!isPlanSelected(chargeView, part.plan)) continue;
      const was = index.size > 0 ? index.get(nameOf(period, part.kind, part.from)) : undefined;
      if (chargeView.catchUp) {
        if (!was && part.kind === "usage") lines.push(wholeLine(numbered, rated, part));
        continue;
      }
      for (const line of difference(numbered, rated, part, was)) lines.push(line);
    }
  }
  if (chargeView.catchUp) return lines;
  for (const [name, was] of index) {
    if (seen.has(name) || dayNumber(was.first.from) < countedThrough) continue;
    if (!isKept(chargeView, was)) lines.push(...givenBack(numbered, was, 0n, zero));
  }
  return lines;
}

/** The names of what a period may be billed as. */
function namesOf(period: UsagePeriod): string[] {
  const names = period.groups.map(([{ from }]) => nameOf(period, "usage", from));
  return [...names, nameOf(period, "minimum", period.from)];
}

function nameOf({ served }: UsagePeriod, kind: Expected["kind"], from: DayNumber): string {
  const periodFrom = localDateOf(served.period.from);
  return usageKey({ kind, code: served.code, periodFrom, from: localDateOf(from) });
}

function expectedParts(currency: string, period: RatedPeriod): Expected[] {
  const parts = expectedUsage(currency, period);
  parts.push(expectedMinimum(currency, period));
  return parts;
}

function expectedUsage(currency: string, period: RatedPeriod): Expected[] {
  return period.rated.map((rated) => ({
    kind: "usage",
    from: rated.from,
    to: rated.to,
    listedMinor: rated.listedMinor,
    quantity: rated.quantity,
    fraction: null,
    say: () => joinPrice(sayPrice(rated.price, rated.quantity, rated.events, currency), ""),
    plan: rated.plan,
    counts: !isNothing(rated.quantity) || rated.listedMinor !== 0n,
  }));
}

function expectedMinimum(currency: string, period: RatedPeriod): Expected {
  const { from, to, missingMinor, minimumMinor, minimumFraction } = period;
  const part = minimumFraction === null ? "" : ` (${minimumFraction} of a whole period's)`;
  const said = (minor: bigint) => groupDigits(formatMinor(minor, currency));
  return {
    kind: "minimum",
    from,
    to,
    listedMinor: missingMinor,
    quantity: { n: 1n, d: 1n },
    fraction: minimumFraction,
    say: () => `minimum of ${said(minimumMinor)}${part}, ${said(minimumMinor - missingMinor)} used`,
    plan: period.rated[period.rated.length - 1]?.plan ?? "",
    counts: missingMinor !== 0n,
  };
}

/** A period billed before its end (a pause that went on) waits for its own day again. */
function wasBilledUpTo(index: BilledUsageIndex, { served, to }: UsagePeriod): boolean {
  const periodFrom = localDateOf(served.period.from);
  for (const { first } of index.values()) {
    if (first.periodFrom === periodFrom && dayNumber(first.to) >= to) return true;
  }
  return false;
}

/** A cancellation without credit leaves what was billed beyond it. */
function isKept({ view }: ChargeView, { first }: BilledUsage): boolean {
  const measure = measureOfCode(view, readTerms(first.terms).code, "actual");
  const end = serviceEnd(view, measure);
  return !end.givesBack && dayNumber(first.to) > end.on;
}

/** What should be less what was billed: a line for more, a credit for less. */
function difference(
  numbered: Numbered,
  period: RatedPeriod,
  part: Expected,
  was: BilledUsage | undefined,
): DraftLine[] {
  if (!was) return part.counts ? [wholeLine(numbered, period, part)] : [];
  const more = part.listedMinor - was.listedMinor;
  if (more === 0n) return [];
  if (more < 0n && isKept(numbered.chargeView, was)) return [];
  if (more < 0n) return givenBack(numbered, was, part.listedMinor, part.quantity);
  const { currency } = numbered.chargeView.view;
  const now = groupDigits(formatMinor(part.listedMinor, currency));
  const before = groupDigits(formatMinor(was.listedMinor, currency));
  const why = `${part.say()}; ${now} in all, ${before} of it billed before`;
  const added = subtract(part.quantity, was.quantity);
  const quantity = compare(added, zero) > 0 ? added : part.quantity;
  return [usageLine(numbered, period, part, more, quantity, why)];
}

function wholeLine(numbered: Numbered, period: RatedPeriod, part: Expected): DraftLine {
  return usageLine(numbered, period, part, part.listedMinor, part.quantity, part.say());
}

function usageLine(
  { chargeView, corrections }: Numbered,
  { served, rated }: RatedPeriod,
  part: Expected,
  listedMinor: bigint,
  quantity: Exact,
  why: string,
): DraftLine {
  const { view, key } = chargeView;
  const group = groupOf(rated, part);
  const { charge, mark, plan } = group;
  return {
    account: view.account.key,
    subscription: view.subscription.key,
    charge: key,
    kind: part.kind,
    from: part.from,
    to: part.to,
    periodFrom: served.period.from,
    correction: corrections.next(served.period.from, part.from, part.kind),
    corrects: [],
    quantity: exactText(quantity),
    fraction: part.fraction,
    listedMinor,
    rates: findRates(charge, view.payer, view.catalog),
    terms: writeTerms({ code: served.code, mark, listedMinor }),
    why,
    coupon: {
      plan,
      periodIndex: served.index,
      periodFrom: served.period.from,
    },
    givenBack: null,
  };
}

/** The price group a line belongs to; the minimum of a period goes with its last. */
function groupOf(rated: readonly RatedUsage[], part: Expected): RatedUsage {
  const own = part.kind === "usage" ? rated.find(({ from }) => from === part.from) : undefined;
  const group = own ?? rated[rated.length - 1];
  if (!group) throw new Error("a usage period without service");
  return group;
}

/**
 * A credit line for what was billed too much, on the dates billed, with its part of the discount.
 */
function givenBack(
  { chargeView, corrections }: Numbered,
  was: BilledUsage,
  shouldBeMinor: bigint,
  quantity: Exact,
): DraftLine[] {
  const fall = was.listedMinor - shouldBeMinor;
  if (fall === 0n) return [];
  const { view, key } = chargeView;
  const { first } = was;
  const all = shouldBeMinor === 0n;
  const part = (minor: bigint) =>
    all ? minor : roundHalfAway({ n: minor * fall, d: was.listedMinor });
  const discount = part(was.discountMinor);
  const hasInside = [...was.rates.values()].some((rate) => rate.inclusive);
  const afterDiscount = hasInside ? part(was.afterDiscountMinor) : fall - discount;
  const [periodFrom, from] = [dayNumber(first.periodFrom), dayNumber(first.from)];
  const { code, mark } = readTerms(first.terms);
  const less = subtract(was.quantity, quantity);
  const now = groupDigits(formatMinor(shouldBeMinor, view.currency));
  const before = groupDigits(formatMinor(was.listedMinor, view.currency));
  return [
    {
      account: view.account.key,
      subscription: view.subscription.key,
      charge: key,
      kind: "credit",
      from,
      to: dayNumber(first.to),
      periodFrom,
      correction: corrections.next(periodFrom, from, "credit"),
      corrects: was.names,
      quantity: exactText(compare(less, zero) > 0 ? less : quantity),
      fraction: null,
      listedMinor: -afterDiscount,
      rates: [...was.rates.values()],
      terms: writeTerms({ code, mark, listedMinor: -fall }),
      why: `${was.kind} of ${now} in all, ${before} billed before`,
      coupon: null,
      givenBack: {
        discountMinor: -discount,
        discounts: splitDiscount(-discount, was.discounts),
        billedTax: was.taxes,
      },
    },
  ];
}
