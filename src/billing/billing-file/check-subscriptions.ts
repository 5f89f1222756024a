import type { Coupon } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import { minorDigits } from "../money/currency.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import { inside, type Place, type Report } from "./file-error.ts";
import { currencyOf, type FileIndex, listPlace, type PlanEntry } from "./file-index.ts";
import type { FileAsRead } from "./file-shape.ts";
import { lookUp, lookUpAll } from "./key-index.ts";
import { didYouMean } from "./nearest.ts";
import { chargesCalled, plansFrom, type Step, timelineOf } from "./plan-timeline.ts";
import { describe, type Loose } from "./readers.ts";

/**
 * What subscriptions refer to: accounts, plans, charges, coupons, quotes, and prices in the right
 * currency.
 */
export function checkSubscriptions(file: FileAsRead, index: FileIndex, report: Report): void {
  file.subscriptions?.forEach((subscription, position) => {
    if (subscription === undefined) return;
    const at = inside(listPlace("subscriptions"), position);
    checkSubscription(subscription, index, at, report);
  });
}

function checkSubscription(
  subscription: Loose<Subscription>,
  index: FileIndex,
  at: Place,
  report: Report,
): void {
  const account = lookUp(
    index.accounts,
    subscription.account,
    "account",
    inside(at, "account"),
    report,
  );
  const currency = account && currencyOf(account, index);
  const timeline = timelineOf(subscription, at);
  for (const [position, step] of timeline.entries()) {
    checkStep(step, position, timeline, index, report);
  }
  checkPrices(timeline, currency, index, report);
  checkCoupons(subscription.coupons, currency, index, inside(at, "coupons"), report);
  checkQuote(subscription.quote, subscription.account, index, inside(at, "quote"), report);
}

/**
 * The plan that a step names exists, and so do the charges that it names quantities and prices for.
 */
function checkStep(
  step: Step,
  position: number,
  timeline: readonly Step[],
  index: FileIndex,
  report: Report,
): void {
  lookUp(index.plans, step.plan, "plan", inside(step.at, "plan"), report);
  const { quantity, prices } = step;
  const named: [string, object][] = [];
  if (typeof quantity === "object") named.push(["quantity", quantity]);
  if (prices !== undefined) named.push(["prices", prices]);
  if (named.length === 0) return;
  const plans = plansFrom(timeline, position);
  for (const [field, byCharge] of named) {
    for (const key of Object.keys(byCharge)) {
      if (chargesCalled(key, plans, index)?.length !== 0) continue;
      const known = plans.flatMap((plan) => [
        ...(index.plans.byKey.get(plan ?? "")?.charges.byKey.keys() ?? []),
      ]);
      const message = `The plan has no charge ${describe(key)}.${didYouMean(key, known)}`;
      report(inside(inside(step.at, field), key), "unknown_charge", message);
    }
  }
}

/**
 * Every charge of a plan reached has a price in the account's currency: its own, or a negotiated
 * one. Negotiated prices stay for the charges that the next plan has too.
 */
function checkPrices(
  timeline: readonly Step[],
  currency: string | undefined,
  index: FileIndex,
  report: Report,
): void {
  if (currency === undefined || index.currency === undefined || currency === index.currency) return;
  let negotiated = new Set<string>();
  for (const [position, step] of timeline.entries()) {
    for (const key of Object.keys(step.prices ?? {})) negotiated.add(key);
    const plan = step.plan === undefined ? undefined : index.plans.byKey.get(step.plan);
    if (plan === undefined) continue;
    negotiated = new Set([...negotiated].filter((key) => plan.charges.byKey.has(key)));
    const priced = new Set([...negotiated, ...pricedLaterThatDay(timeline, position)]);
    const unpriced = chargesWithoutPrice(plan, currency).filter((key) => !priced.has(key));
    if (unpriced.length === 0) continue;
    const message =
      `Plan ${describe(step.plan)} has no price in ${currency}, the account's currency, for ` +
      `${unpriced.join(", ")}: add one under "priceByCurrency", or a negotiated price.`;
    report(inside(step.at, "plan"), "no_price_in_currency", message);
  }
}

/** Charges that get a negotiated price on the day of a step, after it. */
function pricedLaterThatDay(timeline: readonly Step[], position: number): string[] {
  const on = timeline[position]?.on;
  const later = timeline.slice(position + 1).filter((step) => step.on === on);
  return later.flatMap((step) => Object.keys(step.prices ?? {}));
}

function chargesWithoutPrice(plan: PlanEntry, currency: string): string[] {
  const keys: string[] = [];
  for (const [key, charge] of plan.charges.byKey) {
    if ("priceByCurrency" in charge && !areReadable(charge.priceByCurrency)) continue;
    if (!(currency in (charge.priceByCurrency ?? {}))) keys.push(key);
  }
  return keys;
}

/**
 * False where the prices or one of their currencies were reported: the one looked for may be it.
 */
function areReadable(prices: object | undefined): boolean {
  return (
    prices !== undefined && Object.keys(prices).every((code) => minorDigits(code) !== undefined)
  );
}

function checkCoupons(
  coupons: readonly (string | undefined)[] | undefined,
  currency: string | undefined,
  index: FileIndex,
  at: Place,
  report: Report,
): void {
  lookUpAll(index.coupons, coupons, "coupon", at, report, true);
  coupons?.forEach((key, position) => {
    const coupon = index.coupons.byKey.get(key ?? "");
    const taken = coupon && fixedCurrency(coupon, index);
    if (taken === undefined || currency === undefined || taken === currency) return;
    const message =
      `This coupon takes off an amount in ${taken}, but the account is billed in ${currency}: ` +
      `use one in ${currency} or a percentage.`;
    report(inside(at, position), "coupon_currency_mismatch", message);
  });
}

/** The currency of a coupon's fixed amount; undefined for a percentage, or where it is both. */
function fixedCurrency(coupon: Loose<Coupon>, index: FileIndex): string | undefined {
  if (!("amount" in coupon) || "percent" in coupon) return undefined;
  const { currency } = coupon as { currency?: string };
  return "currency" in coupon ? currency : index.currency;
}

/** The quote exists and was given to the account or to one above it, which may sign for it. */
function checkQuote(
  key: string | undefined,
  accountKey: string | undefined,
  index: FileIndex,
  at: Place,
  report: Report,
): void {
  const quote = lookUp(index.quotes, key, "quote", at, report);
  if (quote?.account === undefined || !index.accounts.byKey.has(quote.account)) return;
  const seen = new Set<string>();
  let account: Loose<Account> | undefined = index.accounts.byKey.get(accountKey ?? "");
  if (account === undefined) return;
  while (account?.key !== undefined && !seen.has(account.key)) {
    if (account.key === quote.account) return;
    seen.add(account.key);
    account = account.parent === undefined ? undefined : index.accounts.byKey.get(account.parent);
  }
  const message = `This quote was given to ${describe(quote.account)}, not to this account.`;
  report(at, "quote_of_other_account", message);
}
