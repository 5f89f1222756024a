import type { Plan } from "../catalog/catalog.ts";
import type { PeriodicCharge } from "./served-periods.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/**
 * What a plan changes about a charge besides money: its own tax rates, and the coupons that hold
 * for some plans only. Empty for the plan that the subscription started with, so that only a change
 * of plan, and no edit of a catalog, makes a stretch look different.
 */
export function planVariant(view: SubscriptionView, charge: PeriodicCharge, plan: Plan): string {
  const { subscription, catalog } = view;
  const first = catalog.plans.get(subscription.plan);
  if (!first || first === plan) return "";
  const same = first.charges.find(({ key }) => key === charge.key);
  let variant = "";
  if (ratesText(same?.taxRates) !== ratesText(charge.taxRates)) {
    variant += `+${ratesText(charge.taxRates)}`;
  }
  for (const key of subscription.coupons) {
    const plans = catalog.coupons.get(key)?.plans;
    if (!plans || plans.includes(plan.key) === plans.includes(first.key)) continue;
    variant += `+${plans.includes(plan.key) ? "with" : "without"}:${key}`;
  }
  return variant;
}

function ratesText(rates: readonly string[] | undefined): string {
  return rates === undefined ? "rates" : `rates:${rates.join(",")}`;
}
