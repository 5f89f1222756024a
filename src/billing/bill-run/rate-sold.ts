import type { Charge, DecimalText, Price } from "../catalog/catalog.ts";
import { findPrice } from "../catalog/find-price.ts";
import { NotBillable } from "../catalog/not-billable.ts";
import { type Exact, exact, exactText, roundHalfAway } from "../money/exact.ts";
import { ratePrice } from "../rating/rate-price.ts";
import { type SaidPrice, sayPrice } from "../rating/say-price.ts";
import type { Terms } from "../subscriptions/timeline.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** What is sold of a charge, and what that costs for a whole price period. */
export type Sold = {
  readonly price: Price;
  /** In its shortest form. */
  readonly quantity: DecimalText;
  /** Exact, major units. */
  readonly amount: Exact;
  /** The same, rounded to minor units: what a whole price period is listed at. */
  readonly amountMinor: bigint;
  /** The same as text: equal texts are equal money. */
  readonly amountText: string;
  /** "3 × 10.00", in pieces: for a person. Made when first asked for, as most lines stand. */
  readonly say: () => SaidPrice;
};

/** A list price serves thousands of subscriptions with few quantities: each pair is rated once. */
const rated = new WeakMap<Price, Map<string, Sold>>();

/** Beyond it a price's quantities are forgotten and rated anew: memory stays bounded. */
const quantitiesKept = 1000;

/** A charge's quantity at its price, both as the terms have them. */
export function rateSold(view: SubscriptionView, charge: Charge, terms: Terms): Sold {
  const price = priceOf(view, charge, terms);
  const written = terms.quantityByCharge[charge.key] ?? terms.quantity;
  const sold = rated.get(price) ?? new Map<string, Sold>();
  const known = sold.get(written);
  if (known) return known;
  const value = exact(written);
  const amount = ratePrice(price, value, 1);
  const { currency } = view;
  let said: SaidPrice | null = null;
  const say = () => {
    said ??= sayPrice(price, value, 1, currency);
    return said;
  };
  const quantity = exactText(value);
  const amountMinor = toMinor(amount, view.digits);
  const made = { price, quantity, amount, amountMinor, amountText: exactText(amount), say };
  if (sold.size >= quantitiesKept) sold.clear();
  sold.set(written, made);
  rated.set(price, sold);
  return made;
}

/** The price of a charge; throws where there is none in the account's currency. */
export function priceOf(view: SubscriptionView, charge: Charge, terms: Terms): Price {
  const price = findPrice(charge, terms.prices[charge.key], view.currency, view.catalog);
  if (!price)
    throw new NotBillable("price_missing", `charge ${charge.key} has no price in ${view.currency}`);
  return price;
}

const powersOfTen: readonly bigint[] = [1n, 10n, 100n, 1000n, 10_000n];

/** Major units rounded to minor units of so many digits. */
export function toMinor(major: Exact, digits: number): bigint {
  return roundHalfAway({ n: major.n * (powersOfTen[digits] ?? 10n ** BigInt(digits)), d: major.d });
}
