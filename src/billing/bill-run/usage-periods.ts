import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import { localDayAt } from "../calendar/local-day.ts";
import type { Price, UsageCharge } from "../catalog/catalog.ts";
import { add, type Exact, exact, fractionText, multiply, zero } from "../money/exact.ts";
import { aggregateUsage, type Measured } from "../rating/aggregate-usage.ts";
import { fractionOf } from "../rating/fraction.ts";
import { ratePrice } from "../rating/rate-price.ts";
import { fingerprint } from "./fingerprint.ts";
import { planVariant } from "./plan-variant.ts";
import { priceOf, toMinor } from "./rate-sold.ts";
import { type ServedPeriod, type Stretch, servedPeriods } from "./served-periods.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** Usage of one period at one price, rated. */
export type RatedUsage = {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Key of the plan in force on the first day. */
  readonly plan: string;
  readonly mark: string;
  readonly charge: UsageCharge;
  readonly price: Price;
  readonly quantity: Exact;
  /** How many measured events make up the quantity. */
  readonly events: number;
  readonly listedMinor: bigint;
};

/** A usage period, with the usage that is known of it. */
export type UsagePeriod = {
  readonly served: ServedPeriod;
  /** First and past-the-last day of service billed here. */
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Service billed here, by price: each group makes a line. */
  readonly groups: readonly PriceGroup[];
  readonly events: readonly DayUsage[];
};

/** Neighbouring stretches of one price. */
type PriceGroup = readonly [Stretch, ...Stretch[]];

/** What a usage period should cost, price by price, and the minimum that is due for it. */
export type RatedPeriod = {
  readonly served: ServedPeriod;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly rated: readonly RatedUsage[];
  /** What the usage leaves missing of the minimum; 0 without one. */
  readonly missingMinor: bigint;
  /** The minimum in this period, prorated; 0 without one. */
  readonly minimumMinor: bigint;
  /** "25/28" of the minimum; null for a whole period. */
  readonly minimumFraction: string | null;
};

type DayUsage = Measured & { readonly day: DayNumber };

/**
 * The periods of a usage charge that begin up to `horizon`, with all usage known of each, without
 * the days before `countedThrough`.
 */
export function usagePeriods(
  view: SubscriptionView,
  key: string,
  horizon: DayNumber,
  countedThrough: DayNumber,
): UsagePeriod[] {
  const billedFrom = Math.max(view.billedFrom, countedThrough);
  const events = knownUsage(view, key);
  const periods = servedPeriods(view, key, horizon, (charge, terms) => {
    const minimum = charge.type === "usage" ? (charge.minimum ?? "") : "";
    const price = fingerprint(priceOf(view, charge, terms));
    return `${price}${minimum && `>${minimum}`}${planVariant(view, charge, terms.plan)}`;
  });
  const found: UsagePeriod[] = [];
  for (const served of periods) {
    const stretches = servedHere(served, billedFrom);
    const [first, last] = [stretches[0], stretches[stretches.length - 1]];
    if (!first || !last) continue;
    const { from } = first;
    const { to } = last;
    const own = events.slice(firstFrom(events, from), firstFrom(events, to));
    found.push({ served, from, to, groups: groupsOf(stretches), events: own });
  }
  return found;
}

/** The usage that is known, ordered by its local day. */
function knownUsage(view: SubscriptionView, key: string): DayUsage[] {
  const asOfDay = dayNumber(view.asOf);
  const known: DayUsage[] = [];
  for (const { key: name, at, quantity, knownOn } of view.usage.get(key) ?? []) {
    const day = localDayAt(at, view.account.timeZone);
    const knownFrom = knownOn === undefined ? day : dayNumber(knownOn);
    if (knownFrom > asOfDay) continue;
    known.push({ key: name, atMs: Date.parse(at), day, quantity: exact(quantity) });
  }
  return known.sort((a, b) => a.day - b.day);
}

/** The index of the first event on or after a day, by halving: events are ordered. */
function firstFrom(events: readonly DayUsage[], day: DayNumber): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.day ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The stretches without the days billed elsewhere. */
function servedHere({ stretches }: ServedPeriod, billedFrom: DayNumber): Stretch[] {
  const here: Stretch[] = [];
  for (const stretch of stretches) {
    if (stretch.charge.type !== "usage" || stretch.to <= billedFrom) continue;
    here.push(stretch.from >= billedFrom ? stretch : { ...stretch, from: billedFrom });
  }
  return here;
}

/**
 * What a period costs. Usage is never prorated: it counts on the days of service and billed here,
 * at the price of its day.
 */
export function ratePeriod(view: SubscriptionView, period: UsagePeriod): RatedPeriod {
  const { served, from, to, groups, events } = period;
  const rated = groups.map((group) => rateGroup(view, group, events));
  const minimum = minimumOf(view, period);
  if (minimum === null) {
    const [missingMinor, minimumMinor] = [0n, 0n];
    return { served, from, to, rated, missingMinor, minimumMinor, minimumFraction: null };
  }
  const { minor: minimumMinor, fraction: minimumFraction } = minimum;
  let missing = minimumMinor;
  for (const { listedMinor } of rated) missing -= listedMinor;
  const missingMinor = missing > 0n ? missing : 0n;
  return { served, from, to, rated, missingMinor, minimumMinor, minimumFraction };
}

/** The minimum for the days of service, prorated; null without one. */
function minimumOf(
  view: SubscriptionView,
  { served, groups }: UsagePeriod,
): { readonly minor: bigint; readonly fraction: string | null } | null {
  let [required, fraction, hasMinimum] = [zero, zero, false];
  for (const group of groups) {
    for (const { charge, from, to } of group) {
      if (charge.type !== "usage" || charge.minimum === undefined) continue;
      const part = fractionOf(served.measure, served.period, from, to);
      required = add(required, multiply(exact(charge.minimum), part));
      fraction = add(fraction, part);
      hasMinimum = true;
    }
  }
  if (!hasMinimum) return null;
  const isWhole = fraction.n === fraction.d;
  return {
    minor: toMinor(required, view.digits),
    fraction: isWhole ? null : fractionText(fraction),
  };
}

/** Neighbouring stretches of one price are rated together: a pause doesn't start the tiers anew. */
function groupsOf(stretches: readonly Stretch[]): PriceGroup[] {
  const groups: [Stretch, ...Stretch[]][] = [];
  for (const stretch of stretches) {
    const last = groups.at(-1);
    if (last?.[0].mark === stretch.mark) last.push(stretch);
    else groups.push([stretch]);
  }
  return groups;
}

function rateGroup(
  view: SubscriptionView,
  stretches: PriceGroup,
  events: readonly DayUsage[],
): RatedUsage {
  const [first] = stretches;
  const last = stretches[stretches.length - 1] ?? first;
  const { charge, terms, mark } = first;
  if (charge.type !== "usage") throw new Error("not the stretch of a usage charge");
  const own = events.filter(({ day }) => stretches.some(({ from, to }) => from <= day && day < to));
  const price = priceOf(view, charge, terms);
  const quantity = aggregateUsage(own, charge.aggregate ?? "sum");
  const listedMinor = toMinor(ratePrice(price, quantity, own.length), view.digits);
  return {
    from: first.from,
    to: last.to,
    plan: terms.plan.key,
    mark,
    charge,
    price,
    quantity,
    events: own.length,
    listedMinor,
  };
}
