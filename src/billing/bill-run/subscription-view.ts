import type { Cycle } from "../calendar/cycle.ts";
import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { Catalog, Charge } from "../catalog/catalog.ts";
import { NotBillable } from "../catalog/not-billable.ts";
import type { Account } from "../customers/account.ts";
import type { Line } from "../invoicing/document.ts";
import { knownMinorDigits } from "../money/currency.ts";
import type { Measure } from "../rating/fraction.ts";
import { billingCycle, firstBilledDay } from "../subscriptions/billing-cycle.ts";
import type { Subscription, UsageRecord } from "../subscriptions/subscription.ts";
import { type Timeline, timelineOf } from "../subscriptions/timeline.ts";
import { type PeriodCode, periodCode, periodOfCode } from "./period-code.ts";
import type { PayerFacts } from "./proposal.ts";
import { withoutReversed } from "./without-reversed.ts";

/** One subscription as a run sees it, with what it needs looked up once. */
export type SubscriptionView = {
  readonly subscription: Subscription;
  readonly account: Account;
  readonly payer: Account;
  readonly catalog: Catalog;
  readonly currency: string;
  /** Digits of the currency's minor unit. */
  readonly digits: number;
  readonly asOf: LocalDate;
  readonly timeline: Timeline;
  /** First day after the trial. */
  readonly firstBilled: DayNumber;
  /** First day that isn't billed elsewhere; of customers who began here, the start. */
  readonly billedFrom: DayNumber;
  /** Lines billed so far and not taken back whole, by charge key. */
  readonly billed: ReadonlyMap<string, readonly Line[]>;
  /** All lines there ever were, by charge key: no new one may have the name of one of them. */
  readonly named: ReadonlyMap<string, readonly Line[]>;
  /** Usage by charge key, known or not. */
  readonly usage: ReadonlyMap<string, readonly UsageRecord[]>;
  /** Made when first asked for. */
  readonly cycles: Map<PeriodCode, Cycle>;
  readonly measures: Map<Charge, CodedMeasure>;
};

/** A charge's measure, with the code that its lines carry. */
export type CodedMeasure = Measure & { readonly code: PeriodCode };

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * The subscriptions of a payer as seen on `asOf`, in order; billed lines and usage indexed once.
 */
export function viewSubscriptions(
  facts: PayerFacts,
  catalog: Catalog,
  asOf: LocalDate,
): SubscriptionView[] {
  const accounts = new Map(facts.accounts.map((account) => [account.key, account]));
  const billed = indexByCharge(facts.billed);
  const usage = indexByCharge(facts.usage);
  return facts.subscriptions.map((subscription) => {
    const account = accounts.get(subscription.account);
    if (!account) throw new Error(`no account with key ${subscription.account}`);
    const firstPlan = catalog.plans.get(subscription.plan);
    if (!firstPlan) throw new NotBillable("plan_missing", `no plan with key ${subscription.plan}`);
    const { billedThroughOn } = subscription;
    const named = billed.get(subscription.key) ?? nothing;
    const start = dayNumber(subscription.startOn);
    return {
      subscription,
      account,
      payer: facts.payer,
      catalog,
      currency: account.currency,
      digits: knownMinorDigits(account.currency),
      asOf,
      timeline: timelineOf(subscription, catalog.plans, catalog.settings, asOf),
      firstBilled: firstBilledDay(subscription, firstPlan),
      billedFrom: billedThroughOn === undefined ? start : dayNumber(billedThroughOn) + 1,
      billed: standing(named),
      named,
      usage: usage.get(subscription.key) ?? nothing,
      cycles: new Map(),
      measures: new Map(),
    };
  });
}

/** How a charge's stretches become parts of its price. */
export function measureOf(
  view: SubscriptionView,
  charge: Exclude<Charge, { type: "one-time" }>,
): CodedMeasure {
  const known = view.measures.get(charge);
  if (known) return known;
  const pricePeriod = charge.type === "recurring" ? charge.pricePeriod : undefined;
  const proration = charge.proration ?? view.catalog.settings.proration;
  const made = measureOfCode(view, periodCode(charge.period, pricePeriod), proration);
  view.measures.set(charge, made);
  return made;
}

/** The same, from the code that a billed line carries. */
export function measureOfCode(
  view: SubscriptionView,
  code: PeriodCode,
  proration: Measure["proration"],
): CodedMeasure {
  const { period, pricePeriod } = periodOfCode(code);
  const cycle = view.cycles.get(code) ?? billingCycle(view.account, period, view.firstBilled);
  view.cycles.set(code, cycle);
  return { cycle, proration, pricePeriod, code };
}

/** The same map where nothing was taken back, as it mostly is. */
function standing(named: ReadonlyMap<string, readonly Line[]>): SubscriptionView["billed"] {
  let changed: Map<string, readonly Line[]> | null = null;
  for (const [charge, lines] of named) {
    const left = withoutReversed(lines);
    if (left === lines) continue;
    changed ??= new Map(named);
    if (left.length > 0) changed.set(charge, left);
    else changed.delete(charge);
  }
  return changed ?? named;
}

function indexByCharge<T extends { readonly subscription: string; readonly charge: string }>(
  entries: readonly T[],
): Map<string, Map<string, T[]>> {
  const index = new Map<string, Map<string, T[]>>();
  for (const entry of entries) {
    const charges = index.get(entry.subscription) ?? new Map<string, T[]>();
    index.set(entry.subscription, charges);
    const list = charges.get(entry.charge);
    if (list) list.push(entry);
    else charges.set(entry.charge, [entry]);
  }
  return index;
}
