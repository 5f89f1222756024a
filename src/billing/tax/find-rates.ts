import type { Catalog, Charge, TaxRate } from "../catalog/catalog.ts";
import { NotBillable } from "../catalog/not-billable.ts";
import type { Account } from "../customers/account.ts";
import { type Exact, exact } from "../money/exact.ts";
import { isReverseCharged, reverseChargeRate } from "./reverse-charge.ts";

/** A rate as it applies to a line; `percent` as written, `value` the same number. */
export type AppliedRate = {
  /** `rateId`: what was billed at another percent is another rate. */
  readonly id: string;
  readonly rate: string;
  readonly percent: string;
  readonly value: Exact;
  readonly inclusive: boolean;
};

const none: readonly AppliedRate[] = [];
const reverseCharge = [appliedRate({ rate: reverseChargeRate, percent: "0", inclusive: false })];
const appliedRates = new WeakMap<TaxRate, AppliedRate>();
/** Rates by payer, for charges that name none: asked once for every line of the payer. */
const payerRates = new WeakMap<Catalog, WeakMap<Account, readonly AppliedRate[]>>();

/**
 * The rates that tax a charge sold to (or through) `payer`: the charge's own; else those that the
 * payer names; else all with the payer's country, and region if the rate names one, or in their
 * place reverse charge. An exempt payer has none, whatever the charge says.
 */
export function findRates(
  charge: Pick<Charge, "taxRates">,
  payer: Account,
  catalog: Catalog,
): readonly AppliedRate[] {
  if (payer.taxExempt) return none;
  if (charge.taxRates) return charge.taxRates.map((key) => rateNamed(key, catalog));
  const byPayer = payerRates.get(catalog) ?? new WeakMap<Account, readonly AppliedRate[]>();
  payerRates.set(catalog, byPayer);
  const rates = byPayer.get(payer) ?? ratesOfPayer(payer, catalog);
  byPayer.set(payer, rates);
  return rates;
}

function ratesOfPayer(payer: Account, catalog: Catalog): readonly AppliedRate[] {
  if (payer.taxRates && payer.taxRates.length > 0) {
    return payer.taxRates.map((key) => rateNamed(key, catalog));
  }
  const { address } = payer;
  if (!address) return none;
  if (isReverseCharged(catalog.settings, payer)) return reverseCharge;
  const matching: AppliedRate[] = [];
  for (const rate of catalog.taxRates.values()) {
    if (rate.country !== address.country) continue;
    if (rate.region === undefined || rate.region === address.region) matching.push(apply(rate));
  }
  return matching;
}

function rateNamed(key: string, catalog: Catalog): AppliedRate {
  const rate = catalog.taxRates.get(key);
  if (!rate) throw new NotBillable("tax_rate_missing", `no tax rate with key ${key}`);
  return apply(rate);
}

/** A rate as a stored line names it, to be applied again. */
export function appliedRate(tax: Omit<AppliedRate, "id" | "value">): AppliedRate {
  const { rate, percent, inclusive } = tax;
  return { id: rateId(tax), rate, percent, inclusive, value: exact(percent) };
}

/** A rate's identity, also of one that a stored line names. */
export function rateId(tax: Omit<AppliedRate, "id" | "value">): string {
  return `${tax.rate} ${tax.percent}${tax.inclusive ? " inside" : ""}`;
}

function apply(rate: TaxRate): AppliedRate {
  const known = appliedRates.get(rate);
  if (known) return known;
  const { key, percent, inclusive = false } = rate;
  const applied = appliedRate({ rate: key, percent, inclusive });
  appliedRates.set(rate, applied);
  return applied;
}
