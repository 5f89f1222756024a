import { dayNumber } from "../calendar/day-number.ts";
import { sayPeriodDays } from "../calendar/say-day.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { compare, type Exact, exactText, multiply, ratio, subtract, zero } from "../money/exact.ts";
import { aggregateUsage, isNothing } from "../rating/aggregate-usage.ts";
import {
  billedBefore,
  defaultFindingRules,
  type Finding,
  type FindingKind,
  type FindingRules,
  type PreviousBill,
} from "./findings.ts";
import type { PayerFacts, Proposal, RunTerms } from "./proposal.ts";
import { effectiveAsOf } from "./propose-documents.ts";
import { exclusionOf } from "./select-accounts.ts";
import { chargesOf } from "./subscription-lines.ts";
import { type SubscriptionView, viewSubscriptions } from "./subscription-view.ts";
import { type UsagePeriod, usagePeriods } from "./usage-periods.ts";

/** Usage of one charge that is unlike the period before. */
type Unlike = { readonly kind: "usage-changed" | "missing-usage"; readonly text: string };

/**
 * Usage that a run bills for the first time and that stands out against the period before: far
 * more, far less, or none at all. Only whole periods are compared, since half a month has half the
 * usage. One finding of a kind a payer; it names the first charge and counts the others.
 */
export function usageFindings(
  facts: PayerFacts,
  catalog: Catalog,
  run: RunTerms,
  proposal: Proposal,
  previous: PreviousBill,
  rules: FindingRules = defaultFindingRules,
): readonly Finding[] {
  const { chargeTypes } = run.select;
  if (facts.usage.length === 0 || run.catchUp) return [];
  if (chargeTypes && !chargeTypes.includes("usage")) return [];
  const found: Unlike[] = [];
  for (const view of viewSubscriptions(facts, catalog, effectiveAsOf(facts, run))) {
    if (exclusionOf(view.account, run.select) !== null) continue;
    for (const { key, type, name } of chargesOf(view)) {
      // A charge that never had usage has none that changed.
      if (type !== "usage" || !view.usage.has(key)) continue;
      const unlike = unlikeBefore(view, key, name ?? key, run, rules);
      if (unlike) found.push(unlike);
    }
  }
  return (["usage-changed", "missing-usage"] as const).flatMap((kind) =>
    together(kind, found, proposal, facts.payer.currency, previous),
  );
}

function together(
  kind: FindingKind,
  found: readonly Unlike[],
  proposal: Proposal,
  currency: string,
  previous: PreviousBill,
): readonly Finding[] {
  const [first, ...others] = found.filter((one) => one.kind === kind);
  if (!first) return [];
  const more = others.length === 0 ? "" : `, and ${others.length} more of its charges`;
  let totalMinor = 0n;
  for (const one of proposal.documents) if (one.type === "invoice") totalMinor += one.totalMinor;
  const previousMinor = billedBefore(previous);
  const { payer } = proposal;
  return [{ payer, kind, currency, totalMinor, previousMinor, text: `${first.text}${more}` }];
}

function unlikeBefore(
  view: SubscriptionView,
  key: string,
  name: string,
  run: RunTerms,
  rules: FindingRules,
): Unlike | null {
  const targetOn = dayNumber(run.targetOn);
  const { plans } = run.select;
  const due = usagePeriods(view, key, targetOn, Number.NEGATIVE_INFINITY).filter(
    ({ to, served }) => to <= targetOn && served.period.to <= targetOn,
  );
  const [before, last] = due.slice(-2);
  if (!before || !last || !isWhole(before) || !isWhole(last)) return null;
  if (before.served.code !== last.served.code) return null;
  if (wasBilled(view, key, last)) return null;
  if (plans && !plans.includes(last.groups.at(-1)?.[0].terms.plan.key ?? "")) return null;
  return compared(name, usedIn(before), usedIn(last), last, rules);
}

function compared(
  name: string,
  before: Exact,
  now: Exact,
  period: UsagePeriod,
  rules: FindingRules,
): Unlike | null {
  if (isNothing(before)) return null;
  const days = sayPeriodDays(period.from, period.to);
  if (isNothing(now)) {
    const text = `${name}: nothing used ${days}, ${exactText(before)} the period before`;
    return { kind: "missing-usage", text };
  }
  const difference = subtract(now, before);
  const isMore = compare(difference, zero) > 0;
  const off = isMore ? difference : subtract(before, now);
  const percentOff = multiply(off, ratio(100));
  if (compare(percentOff, multiply(before, { n: rules.usagePercent, d: 1n })) <= 0) return null;
  const percent = (percentOff.n * before.d) / (percentOff.d * before.n);
  const how = `${percent} % ${isMore ? "more" : "less"} than the period before`;
  const text = `${name}: ${how} (${exactText(before)}, now ${exactText(now)})`;
  return { kind: "usage-changed", text };
}

/** Whether service and billing here cover all of the period. */
function isWhole({ served, from, to, groups }: UsagePeriod): boolean {
  if (from > served.period.from || to < served.period.to) return false;
  let reached = from;
  for (const group of groups) {
    for (const stretch of group) {
      if (stretch.from > reached) return false;
      reached = Math.max(reached, stretch.to);
    }
  }
  return reached >= to;
}

/** What was billed before stands out no more; a period without usage has no line. */
function wasBilled(view: SubscriptionView, key: string, { from }: UsagePeriod): boolean {
  const lines = view.billed.get(key) ?? [];
  return lines.some(({ kind, to }) => kind === "usage" && dayNumber(to) > from);
}

function usedIn({ events, groups }: UsagePeriod): Exact {
  const charge = groups.at(-1)?.[0].charge;
  return aggregateUsage(events, (charge?.type === "usage" && charge.aggregate) || "sum");
}
