import type { DayNumber } from "../calendar/day-number.ts";
import type { Charge } from "../catalog/catalog.ts";
import type { Line } from "../invoicing/document.ts";
import type { DraftLine } from "../invoicing/draft-line.ts";
import type { RunTerms } from "./proposal.ts";
import { recurringLines } from "./recurring-lines.ts";
import type { SubscriptionView } from "./subscription-view.ts";

const noLines: readonly Line[] = [];

/** Everything that a run bills of one subscription, coupons and tax not yet in it. */
export function subscriptionLines(
  view: SubscriptionView,
  run: RunTerms,
  targetOn: DayNumber,
): DraftLine[] {
  const lines: DraftLine[] = [];
  const { chargeTypes } = run.select;
  for (const [key, type] of chargesOf(view)) {
    if (chargeTypes && !chargeTypes.includes(type)) continue;
    const charge = { view, key, billed: view.billed.get(key) ?? noLines };
    if (type === "recurring") lines.push(...recurringLines(charge, targetOn));
  }
  return lines;
}

/** Every charge that the subscription has or had, by key, in order of appearance. */
export function chargesOf(view: SubscriptionView): Map<string, Charge["type"]> {
  const found = new Map<string, Charge["type"]>();
  for (const span of view.timeline.spans) {
    for (const { key, type } of span.terms.plan.charges) if (!found.has(key)) found.set(key, type);
  }
  return found;
}
