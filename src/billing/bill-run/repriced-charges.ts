import type { Catalog, Charge, Price } from "../catalog/catalog.ts";
import { periodLength } from "../catalog/period-length.ts";
import { exact, exactText } from "../money/exact.ts";
import { fingerprint } from "./fingerprint.ts";

/** A charge of a plan, by their keys. */
export type ChargeOfPlan = { readonly plan: string; readonly charge: string };

/**
 * The charges that cost, or are billed, differently in `after` than in `before`, begin on another
 * day as the trial is another one, or are gone from their plan: with them, what was billed would be
 * given back and billed anew. New plans, charges and currencies change nothing that was billed;
 * plans that `after` doesn't name stay as they are.
 */
export function repricedCharges(before: Catalog, after: Catalog): readonly ChargeOfPlan[] {
  const repriced: ChargeOfPlan[] = [];
  for (const { key: plan, charges, trialDays } of before.plans.values()) {
    const next = after.plans.get(plan);
    if (!next) continue;
    for (const was of charges) {
      const is = next.charges.find(({ key }) => key === was.key);
      // One-time charges don't wait for the end of a trial.
      const sameStart = was.type === "one-time" || (trialDays ?? 0) === (next.trialDays ?? 0);
      const same =
        is && sameStart && rhythmOf(was) === rhythmOf(is) && keepsPrices(was, before, is, after);
      if (!same) repriced.push({ plan, charge: was.key });
    }
  }
  return repriced;
}

/** When a charge is billed and how it is measured. */
function rhythmOf(charge: Charge): string {
  if (charge.type === "one-time") return charge.type;
  const period = JSON.stringify(periodLength(charge.period));
  if (charge.type === "usage") {
    const minimum = exactText(exact(charge.minimum ?? "0"));
    return `${charge.type} ${period} ${charge.aggregate ?? "sum"} ${minimum}`;
  }
  const priced = JSON.stringify(periodLength(charge.pricePeriod ?? charge.period));
  return `${charge.type} ${period} ${priced} ${charge.timing}`;
}

function keepsPrices(was: Charge, before: Catalog, is: Charge, after: Catalog): boolean {
  const now = pricesOf(is, after);
  for (const [currency, price] of pricesOf(was, before)) {
    const same = now.get(currency);
    if (!same || fingerprint(same) !== fingerprint(price)) return false;
  }
  return true;
}

function pricesOf(charge: Charge, { settings }: Catalog): ReadonlyMap<string, Price> {
  const prices = new Map(Object.entries(charge.priceByCurrency ?? {}));
  return prices.set(settings.currency, charge.price);
}
