import type { Charge, Coupon } from "../catalog/catalog.ts";
import { minorDigits } from "../money/currency.ts";
import { parseAmount } from "../money/format-amount.ts";
import { inside, type Place, type Report } from "./file-error.ts";
import { type FileIndex, listPlace } from "./file-index.ts";
import type { FileAsRead } from "./file-shape.ts";
import { type KeyIndex, lookUp, lookUpAll } from "./key-index.ts";
import { describe, type Loose } from "./readers.ts";

/** What charges and coupons refer to, and amounts that their currency can't state. */
export function checkCatalog(file: FileAsRead, index: FileIndex, report: Report): void {
  const minimumsAt = inside(listPlace("settings"), "minimumInvoice");
  for (const [currency, amount] of Object.entries(file.settings?.minimumInvoice ?? {})) {
    if (minorDigits(currency) === undefined) continue;
    checkFineness(amount, currency, inside(minimumsAt, currency), report);
  }
  file.plans?.forEach((plan, position) => {
    const at = inside(inside(listPlace("plans"), position), "charges");
    plan?.charges?.forEach((charge: Loose<Charge> | undefined, entry) => {
      if (charge !== undefined) checkCharge(charge, index, inside(at, entry), report);
    });
  });
  file.coupons?.forEach((coupon, position) => {
    if (coupon === undefined) return;
    checkCoupon(coupon, index, inside(listPlace("coupons"), position), report);
  });
}

function checkCharge(charge: Loose<Charge>, index: FileIndex, at: Place, report: Report): void {
  lookUpAll(index.taxRates, charge.taxRates, "tax rate", inside(at, "taxRates"), report, true);
  const { currency } = index;
  const prices = charge.priceByCurrency;
  if (currency !== undefined && prices !== undefined && currency in prices) {
    const message = `${currency} is the settings' currency: its price is the charge's "price".`;
    report(inside(inside(at, "priceByCurrency"), currency), "duplicate_price", message);
  }
}

function checkCoupon(coupon: Loose<Coupon>, index: FileIndex, at: Place, report: Report): void {
  const plansAt = inside(at, "plans");
  lookUpAll(index.plans, coupon.plans, "plan", plansAt, report);
  const charges = chargesOfPlans(coupon.plans, index);
  coupon.charges?.forEach((key, position) => {
    lookUp(charges, key, "charge", inside(inside(at, "charges"), position), report);
  });
  const { amount, currency = "currency" in coupon ? undefined : index.currency } = coupon as Loose<{
    amount: string;
    currency: string;
  }>;
  checkFineness(amount, currency, inside(at, "amount"), report);
}

/** All charges that a coupon may name: of its plans, or of any plan. */
function chargesOfPlans(
  plans: readonly (string | undefined)[] | undefined,
  index: FileIndex,
): KeyIndex<true> {
  const keys = plans ?? [...index.plans.byKey.keys()];
  const byKey = new Map<string, true>();
  let complete = index.plans.complete;
  for (const key of keys) {
    const entry = key === undefined ? undefined : index.plans.byKey.get(key);
    // A plan that isn't there is reported by itself.
    if (entry === undefined || !entry.charges.complete) complete = false;
    for (const charge of entry?.charges.byKey.keys() ?? []) byKey.set(charge, true);
  }
  return { byKey, complete };
}

/** Reports an amount taken or owed as it stands that is finer than its currency's minor unit. */
export function checkFineness(
  amount: string | undefined,
  currency: string | undefined,
  at: Place,
  report: Report,
): void {
  if (amount === undefined || currency === undefined) return;
  if (parseAmount(amount, currency) !== null) return;
  const message = `${describe(amount)} has more decimals than ${currency} has: round it.`;
  report(at, "amount_too_fine", message);
}
