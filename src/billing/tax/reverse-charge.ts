import type { BillingSettings } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import { isInEu, isVatIdOf } from "./eu-vat-id.ts";

/** The key under which documents list reverse charge; a file's own keys have no blanks. */
export const reverseChargeRate = "reverse charge";

/** What the invoice must say: Art. 226 (11a) of Directive 2006/112/EC. */
export const reverseChargeNote =
  "Reverse charge: VAT to be paid by the recipient, Art. 196 Directive 2006/112/EC";

/**
 * Whether the customer pays the VAT itself: the seller is in the European Union, the payer in
 * another state of it with a VAT id of that state.
 */
export function isReverseCharged({ seller }: BillingSettings, payer: Account): boolean {
  const country = payer.address?.country;
  if (!seller || country === undefined || payer.vatId === undefined) return false;
  if (!isInEu(seller.country) || country === seller.country) return false;
  return isVatIdOf(payer.vatId, country);
}
