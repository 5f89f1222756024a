import { periodAt, type ServicePeriod } from "../calendar/cycle.ts";
import { type DayNumber, farFuture } from "../calendar/day-number.ts";
import type { Charge, RecurringCharge, UsageCharge } from "../catalog/catalog.ts";
import type { Measure } from "../rating/fraction.ts";
import type { Terms, TermsSpan } from "../subscriptions/timeline.ts";
import { type PeriodCode, periodCode } from "./period-code.ts";
import { measureOf, type SubscriptionView } from "./subscription-view.ts";

export type PeriodicCharge = RecurringCharge | UsageCharge;

/** Days `[from, to)` of service at the same terms. */
export type Stretch = {
  readonly from: DayNumber;
  to: DayNumber;
  readonly charge: PeriodicCharge;
  readonly terms: Terms;
  /** Equal marks = nothing changed. */
  readonly mark: string;
};

/** A period of a charge in which there is service, and what is served in it. */
export type ServedPeriod = {
  readonly code: PeriodCode;
  readonly measure: Measure;
  readonly period: ServicePeriod;
  /** How many served periods of the charge came before. */
  readonly index: number;
  readonly stretches: Stretch[];
};

/** What a stretch of service costs, in a text that is equal where nothing changed. */
export type MarkStretch = (charge: PeriodicCharge, terms: Terms) => string;

/** Where service of a charge ends, and whether what was paid beyond comes back. */
export type ServiceEnd = { readonly on: DayNumber; readonly givesBack: boolean };

/**
 * The periods of one charge that begin up to `horizon`, with what is served in each: from the first
 * billed day on, without pauses, up to the end. A stretch is cut where its mark changes.
 *
 * Under proration "none" a period is one stretch, at the terms of its first served day.
 */
export function servedPeriods(
  view: SubscriptionView,
  key: string,
  horizon: DayNumber,
  markOf: MarkStretch,
): ServedPeriod[] {
  const walk = new Walk(view, key, horizon, markOf);
  return walk.run();
}

/** Where service in periods of that length ends: the earliest of the end date and all cancellations. */
export function serviceEnd(view: SubscriptionView, measure: Measure): ServiceEnd {
  const { timeline, firstBilled, catalog } = view;
  let end: ServiceEnd = { on: timeline.endsOn, givesBack: true };
  for (const { on, when, givesBack } of timeline.cancellations) {
    let last = on + (catalog.settings.cancelDayBilled ? 1 : 0);
    if (when === "end-of-period") {
      last = on < firstBilled ? firstBilled : periodAt(measure.cycle, on).to;
    }
    if (last < end.on) end = { on: last, givesBack };
  }
  return end;
}

/** The recurring or usage charge with that key in a plan. */
export function periodicCharge(charges: readonly Charge[], key: string): PeriodicCharge | null {
  for (const charge of charges) {
    if (charge.key === key && charge.type !== "one-time") return charge;
  }
  return null;
}

/** A walk along the days of one charge, from stretch to stretch. */
class Walk {
  private readonly found: ServedPeriod[] = [];
  private readonly view: SubscriptionView;
  private readonly key: string;
  private readonly horizon: DayNumber;
  private readonly markOf: MarkStretch;

  constructor(view: SubscriptionView, key: string, horizon: DayNumber, markOf: MarkStretch) {
    this.view = view;
    this.key = key;
    this.horizon = horizon;
    this.markOf = markOf;
  }

  run(): ServedPeriod[] {
    let day = this.view.firstBilled;
    let spanIndex = 0;
    const { spans } = this.view.timeline;
    while (day < farFuture) {
      while ((spans[spanIndex]?.to ?? farFuture) <= day && spanIndex < spans.length - 1)
        spanIndex++;
      const span = spans[spanIndex];
      if (!span) break;
      const next = this.step(day, span, spans[spanIndex - 1]);
      if (next === null) break;
      day = next;
    }
    return this.found;
  }

  /** Takes in what is served from `day` on; the day to go on with, null where the horizon is reached. */
  private step(day: DayNumber, span: TermsSpan, before: TermsSpan | undefined): DayNumber | null {
    const charge = periodicCharge(span.terms.plan.charges, this.key);
    if (!charge) return span.to;
    const measure = measureOf(this.view, charge);
    const period = periodAt(measure.cycle, day);
    if (period.from > this.horizon) return null;
    const end = serviceEnd(this.view, measure).on;
    if (day >= end) return span.to;
    const gap = this.view.timeline.gaps.find(({ from, to }) => from <= day && day < to);
    if (gap) return gap.to;
    const rest = { charge, measure, period, terms: span.terms };
    if (measure.proration === "none") return this.takeWhole(day, span, before, end, rest);
    const pausesAt = this.view.timeline.gaps.find(({ from }) => from > day)?.from ?? farFuture;
    const stop = Math.min(span.to, period.to, end, pausesAt);
    this.add(day, stop, rest);
    return stop;
  }

  /** "none": one stretch for what is served in the period; a plan reached inside one waits for the next. */
  private takeWhole(
    day: DayNumber,
    span: TermsSpan,
    before: TermsSpan | undefined,
    end: DayNumber,
    rest: Omit<Parameters<Walk["add"]>[2], never>,
  ): DayNumber {
    const { period } = rest;
    const reached = day === span.from && day > this.view.firstBilled && before !== undefined;
    const isNew = reached && !periodicCharge(before.terms.plan.charges, this.key);
    if (isNew && day !== period.from) return period.to;
    this.add(day, this.lastServed(day, Math.min(period.to, end)), rest);
    return period.to;
  }

  /** The end of service before `stop`, without a pause that reaches up to it. */
  private lastServed(day: DayNumber, stop: DayNumber): DayNumber {
    const open = this.view.timeline.gaps.find(
      ({ from, to }) => from > day && from < stop && to >= stop,
    );
    return open ? open.from : stop;
  }

  private add(
    from: DayNumber,
    to: DayNumber,
    rest: { charge: PeriodicCharge; measure: Measure; period: ServicePeriod; terms: Terms },
  ): void {
    const { charge, measure, period, terms } = rest;
    const pricePeriod = charge.type === "recurring" ? charge.pricePeriod : undefined;
    const code = periodCode(charge.period, pricePeriod);
    const mark = this.markOf(charge, terms);
    const last = this.found[this.found.length - 1];
    if (last && last.code === code && last.period.from === period.from) {
      const before = last.stretches[last.stretches.length - 1];
      if (before && before.to === from && before.mark === mark) before.to = to;
      else last.stretches.push({ from, to, charge, terms, mark });
      return;
    }
    const index = this.found.length;
    this.found.push({
      code,
      measure,
      period,
      index,
      stretches: [{ from, to, charge, terms, mark }],
    });
  }
}
