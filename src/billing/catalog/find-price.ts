import type { Catalog, Charge, Price } from "./catalog.ts";

/**
 * The price of a charge for one account: the negotiated one if there is any, else the list price in
 * the account's currency. Undefined where the charge has no price in it, which a file must not
 * have.
 */
export function findPrice(
  charge: Charge,
  negotiated: Price | undefined,
  currency: string,
  catalog: Catalog,
): Price | undefined {
  if (negotiated) return negotiated;
  if (currency === catalog.settings.currency) return charge.price;
  return charge.priceByCurrency?.[currency];
}
