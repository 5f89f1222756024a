import type { Charge, DecimalText, Price } from "../catalog/catalog.ts";
import { findPrice } from "../catalog/find-price.ts";
import { type Exact, exact, roundHalfAway } from "../money/exact.ts";
import { ratePrice } from "../rating/rate-price.ts";
import type { Terms } from "../subscriptions/timeline.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** What is sold of a charge, and what that costs for a whole price period; exact, major units. */
export type Sold = {
  readonly price: Price;
  readonly quantity: DecimalText;
  readonly amount: Exact;
};

/** A charge's quantity at its price, both as the terms have them. */
export function rateSold(view: SubscriptionView, charge: Charge, terms: Terms): Sold {
  const price = priceOf(view, charge, terms);
  const quantity = terms.quantityByCharge[charge.key] ?? terms.quantity;
  return { price, quantity, amount: ratePrice(price, exact(quantity), 1) };
}

/** The price of a charge; throws where there is none in the account's currency. */
export function priceOf(view: SubscriptionView, charge: Charge, terms: Terms): Price {
  const price = findPrice(charge, terms.prices[charge.key], view.currency, view.catalog);
  if (!price) throw new Error(`charge ${charge.key} has no price in ${view.currency}`);
  return price;
}

/** Major units rounded to minor units of so many digits. */
export function toMinor(major: Exact, digits: number): bigint {
  return roundHalfAway({ n: major.n * 10n ** BigInt(digits), d: major.d });
}
