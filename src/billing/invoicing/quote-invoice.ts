import { dayNumber } from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import { formatMinor, parseAmount } from "../money/format-amount.ts";
import { groupDigits } from "../money/group-digits.ts";
import type { Quote } from "../subscriptions/subscription.ts";
import { findRates } from "../tax/find-rates.ts";
import { buildDocuments } from "./build-documents.ts";
import type { ProposedDocument } from "./document.ts";

/** The charge under which a quote stands on its invoice. */
export const quoteCharge = "quote";

/**
 * The invoice of a quote: one line over its amount, taxed by the payer's rates and due by the
 * payer's terms, as a run would have it. Throws where the amount is finer than the currency's minor
 * unit, or a tax rate that the payer names doesn't exist.
 */
export function quoteInvoice(
  quote: Quote,
  payer: Account,
  catalog: Catalog,
  invoiceOn: LocalDate,
): ProposedDocument {
  const { key, account, title, amount, currency } = quote;
  const amountMinor = parseAmount(amount, currency);
  if (amountMinor === null) throw new RangeError(`${amount} ${currency} can't be billed`);
  const on = dayNumber(invoiceOn);
  const said = `${groupDigits(formatMinor(amountMinor, currency))} once`;
  const draft = {
    account,
    subscription: "",
    charge: quoteCharge,
    kind: "one-time" as const,
    from: on,
    to: on + 1,
    periodFrom: on,
    correction: 0,
    corrects: [],
    quantity: "1",
    fraction: null,
    listedMinor: amountMinor,
    rates: findRates({}, payer, catalog),
    terms: `quote ${amountMinor}`,
    why: `quote ${key}, ${title}: ${said}`,
    coupon: null,
    givenBack: null,
  };
  const settings = { ...catalog.settings, zeroInvoices: "issue" as const };
  const billed = { ...payer, currency };
  const [document] = buildDocuments(
    [{ draft, discounts: [] }],
    billed,
    settings,
    invoiceOn,
  ).documents;
  if (!document) throw new Error(`quote ${key} made no document`);
  return document;
}
