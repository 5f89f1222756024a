import { type DayNumber, dayNumber, farFuture } from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { BillingSettings, DecimalText, Plan, Price } from "../catalog/catalog.ts";
import { NotBillable } from "../catalog/not-billable.ts";
import type { Change, Quantity, Subscription } from "./subscription.ts";

/** What is sold on a stretch of days: plan, quantities and negotiated prices. */
export type Terms = {
  readonly plan: Plan;
  readonly quantity: DecimalText;
  readonly quantityByCharge: Readonly<Record<string, DecimalText>>;
  readonly prices: Readonly<Record<string, Price>>;
};

/** `[from, to)` with its terms. */
export type TermsSpan = { readonly from: DayNumber; readonly to: DayNumber; readonly terms: Terms };

/** Days `[from, to)` without service, between a pause and a resume. */
export type Gap = { readonly from: DayNumber; readonly to: DayNumber };

/** A cancellation as listed; where it ends service depends on the charge's period. */
export type Cancellation = {
  readonly on: DayNumber;
  readonly when: "now" | "end-of-period";
  readonly givesBack: boolean;
};

/** A subscription as it is known on a day: from its start on, changes applied. */
export type Timeline = {
  readonly startsOn: DayNumber;
  /** First day without service by the subscription's own end date; `farFuture` if it has none. */
  readonly endsOn: DayNumber;
  /** Without gap or overlap, the last one open to `farFuture`. */
  readonly spans: readonly TermsSpan[];
  readonly gaps: readonly Gap[];
  readonly cancellations: readonly Cancellation[];
};

/**
 * The timeline that a run sees which knows everything up to and including `asOf`. Changes apply in
 * the order of their days, those of one day in the order listed; what is dated before the start
 * holds from the start on.
 */
export function timelineOf(
  subscription: Subscription,
  plans: ReadonlyMap<string, Plan>,
  settings: BillingSettings,
  asOf: LocalDate,
): Timeline {
  const startsOn = dayNumber(subscription.startOn);
  const changes = seenChanges(subscription.changes, asOf);
  return {
    startsOn,
    endsOn: subscription.endOn === undefined ? farFuture : dayNumber(subscription.endOn),
    spans: termsSpans(subscription, changes, plans, startsOn),
    gaps: changes.length === 0 ? [] : pauses(changes, settings.cancelDayBilled),
    cancellations: changes.length === 0 ? [] : cancellations(changes),
  };
}

/** Key of the plan in force on a day; before the start the first one's. */
export function planOn({ spans }: Timeline, day: DayNumber): string {
  const span = spans.findLast(({ from }) => from <= day) ?? spans[0];
  if (!span) throw new Error("a timeline without terms");
  return span.terms.plan.key;
}

/**
 * The changes known on `asOf`, by day; a stable sort keeps those of one day in the order listed.
 */
function seenChanges(changes: readonly Change[], asOf: LocalDate): readonly Change[] {
  if (changes.length === 0) return changes;
  const seen = changes.filter((change) => (change.knownOn ?? change.on) <= asOf);
  return seen.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function termsSpans(
  subscription: Subscription,
  changes: readonly Change[],
  plans: ReadonlyMap<string, Plan>,
  startsOn: DayNumber,
): TermsSpan[] {
  const spans: { from: DayNumber; to: DayNumber; terms: Terms }[] = [
    { from: startsOn, to: farFuture, terms: firstTerms(subscription, plans) },
  ];
  for (const change of changes) {
    const last = spans[spans.length - 1];
    if (last === undefined) continue;
    const terms = changedTerms(last.terms, change, plans);
    if (terms === last.terms) continue;
    const on = Math.max(startsOn, dayNumber(change.on));
    if (on === last.from) {
      last.terms = terms;
      continue;
    }
    last.to = on;
    spans.push({ from: on, to: farFuture, terms });
  }
  return spans;
}

const noPrices: Terms["prices"] = {};
const noQuantities: Terms["quantityByCharge"] = {};

function firstTerms(subscription: Subscription, plans: ReadonlyMap<string, Plan>): Terms {
  const plan = findPlan(plans, subscription.plan);
  const { quantity, prices = noPrices } = subscription;
  if (typeof quantity === "string")
    return { plan, quantity, quantityByCharge: noQuantities, prices };
  return { plan, quantity: "1", quantityByCharge: quantity, prices };
}

function changedTerms(terms: Terms, change: Change, plans: ReadonlyMap<string, Plan>): Terms {
  if ("quantity" in change) return withQuantity(terms, change.quantity);
  if ("prices" in change) return { ...terms, prices: { ...terms.prices, ...change.prices } };
  if ("plan" in change) return withPlan(terms, findPlan(plans, change.plan));
  return terms;
}

/** One number holds for every charge; numbers by charge leave the other charges as they are. */
function withQuantity(terms: Terms, quantity: Quantity): Terms {
  if (typeof quantity === "string") return { ...terms, quantity, quantityByCharge: {} };
  return { ...terms, quantityByCharge: { ...terms.quantityByCharge, ...quantity } };
}

/** Negotiated prices and quantities stay for the charge keys that the new plan has too. */
function withPlan(terms: Terms, plan: Plan): Terms {
  const keys = new Set(plan.charges.map((charge) => charge.key));
  return {
    ...terms,
    plan,
    quantityByCharge: keepKeys(terms.quantityByCharge, keys),
    prices: keepKeys(terms.prices, keys),
  };
}

function keepKeys<T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string>) {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
}

/** Like a cancellation, a pause leaves its own day served where the settings say so. */
function pauses(changes: readonly Change[], pauseDayBilled: boolean): Gap[] {
  const gaps: Gap[] = [];
  let pausedFrom: DayNumber | null = null;
  for (const change of changes) {
    const on = dayNumber(change.on);
    if ("pause" in change) pausedFrom ??= on + (pauseDayBilled ? 1 : 0);
    if (!("resume" in change) || pausedFrom === null) continue;
    if (on > pausedFrom) gaps.push({ from: pausedFrom, to: on });
    pausedFrom = null;
  }
  if (pausedFrom !== null) gaps.push({ from: pausedFrom, to: farFuture });
  return gaps;
}

function cancellations(changes: readonly Change[]): Cancellation[] {
  const found: Cancellation[] = [];
  for (const change of changes) {
    if (!("cancel" in change)) continue;
    const givesBack = change.credit ?? true;
    found.push({ on: dayNumber(change.on), when: change.cancel, givesBack });
  }
  return found;
}

function findPlan(plans: ReadonlyMap<string, Plan>, key: string): Plan {
  const plan = plans.get(key);
  if (!plan) throw new NotBillable("plan_missing", `no plan with key ${key}`);
  return plan;
}
