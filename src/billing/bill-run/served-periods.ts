import { periodAt, type ServicePeriod } from "../calendar/cycle.ts";
import { type DayNumber, farFuture } from "../calendar/day-number.ts";
import type { Charge, RecurringCharge, UsageCharge } from "../catalog/catalog.ts";
import type { Measure } from "../rating/fraction.ts";
import type { Terms, TermsSpan } from "../subscriptions/timeline.ts";
import type { PeriodCode } from "./period-code.ts";
import { type CodedMeasure, measureOf, type SubscriptionView } from "./subscription-view.ts";

/** A charge that is billed period by period. */
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
  const found: Found = { periods: [], markOf, last: null };
  const { spans } = view.timeline;
  let [day, index] = [view.firstBilled, 0];
  while (day < farFuture) {
    while (index < spans.length - 1 && (spans[index]?.to ?? farFuture) <= day) index++;
    const before = index === 0 ? undefined : spans[index - 1];
    const span = spans[index];
    if (!span) break;
    const charge = periodicCharge(span.terms.plan.charges, key);
    if (!charge) {
      day = span.to;
      continue;
    }
    const served = serviceFrom(view, day, charge, span.terms);
    // Terms that come later may have longer periods, which begin before the horizon.
    if (served.period.from > horizon && index === spans.length - 1) break;
    if (day >= served.end) day = span.to;
    else if (served.pausedTo !== null) day = served.pausedTo;
    else if (served.measure.proration === "none") {
      const waits = isReachedInside(view, key, day, span, before, served.period);
      if (!waits) note(found, day, wholeStop(view, day, served), served);
      day = served.period.to;
    } else {
      const stop = Math.min(span.to, served.period.to, served.end, served.pausesAt);
      note(found, day, stop, served);
      day = stop;
    }
  }
  const { periods } = found;
  const reachesBeyond = periods.some(({ period }) => period.from > horizon);
  return reachesBeyond ? periods.filter(({ period }) => period.from <= horizon) : periods;
}

/** The periods found so far. */
type Found = {
  readonly periods: ServedPeriod[];
  readonly markOf: MarkStretch;
  /** What was marked last: neighbouring periods mostly have the same terms. */
  last: Marked | null;
};

type Marked = { readonly charge: PeriodicCharge; readonly terms: Terms; readonly mark: string };

/** What there is of service on one day. */
type Service = {
  readonly charge: PeriodicCharge;
  readonly terms: Terms;
  readonly measure: CodedMeasure;
  readonly period: ServicePeriod;
  /** First day without service for good. */
  readonly end: DayNumber;
  /** First day with service again, where the day lies in a pause; else null. */
  readonly pausedTo: DayNumber | null;
  /** Where the next pause begins. */
  readonly pausesAt: DayNumber;
};

function serviceFrom(
  view: SubscriptionView,
  day: DayNumber,
  charge: PeriodicCharge,
  terms: Terms,
): Service {
  const measure = measureOf(view, charge);
  const { gaps } = view.timeline;
  return {
    charge,
    terms,
    measure,
    period: periodAt(measure.cycle, day),
    end: serviceEnd(view, measure).on,
    pausedTo:
      gaps.length === 0 ? null : (gaps.find((gap) => gap.from <= day && day < gap.to)?.to ?? null),
    pausesAt:
      gaps.length === 0 ? farFuture : (gaps.find(({ from }) => from > day)?.from ?? farFuture),
  };
}

/** Under "none" a charge that a change of plan brings inside a period waits for the next one. */
function isReachedInside(
  view: SubscriptionView,
  key: string,
  day: DayNumber,
  span: TermsSpan,
  before: TermsSpan | undefined,
  period: ServicePeriod,
): boolean {
  if (day !== span.from || day === period.from || day === view.firstBilled || !before) return false;
  return periodicCharge(before.terms.plan.charges, key) === null;
}

/** Under "none" service counts up to the end of the period, or to a pause that reaches up to it. */
function wholeStop(view: SubscriptionView, day: DayNumber, { period, end }: Service): DayNumber {
  const stop = Math.min(period.to, end);
  const open = view.timeline.gaps.find(({ from, to }) => from > day && from < stop && to >= stop);
  return open ? open.from : stop;
}

/** Adds days of service to their period: to the stretch before, where nothing changed between. */
function note(found: Found, from: DayNumber, to: DayNumber, service: Service): void {
  const { charge, terms, measure, period } = service;
  const { code } = measure;
  const mark = markOnce(found, charge, terms);
  const known = knownPeriod(found.periods, code, period);
  const before = known?.stretches.at(-1);
  if (before && before.to === from && before.mark === mark) {
    before.to = to;
    return;
  }
  const stretch = { from, to, charge, terms, mark };
  if (known) {
    known.stretches.push(stretch);
    return;
  }
  const index = found.periods.length;
  found.periods.push({ code, measure, period, index, stretches: [stretch] });
}

function markOnce(found: Found, charge: PeriodicCharge, terms: Terms): string {
  const { last } = found;
  if (last && last.charge === charge && last.terms === terms) return last.mark;
  const mark = found.markOf(charge, terms);
  found.last = { charge, terms, mark };
  return mark;
}

/**
 * The same period met before: the last one, unless plans with other periods lie between. All that
 * came after it ends later than it begins, so the search stops early.
 */
function knownPeriod(
  periods: readonly ServedPeriod[],
  code: PeriodCode,
  period: ServicePeriod,
): ServedPeriod | undefined {
  for (let index = periods.length - 1; index >= 0; index--) {
    const served = periods[index];
    if (!served || served.period.to <= period.from) return undefined;
    if (served.code === code && served.period.from === period.from) return served;
  }
  return undefined;
}

const endless: ServiceEnd = { on: farFuture, givesBack: true };

/**
 * Where service in periods of that length ends: the earliest of the end date and all cancellations.
 */
export function serviceEnd(view: SubscriptionView, measure: Measure): ServiceEnd {
  const { timeline, firstBilled, catalog } = view;
  if (timeline.endsOn === farFuture && timeline.cancellations.length === 0) return endless;
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
