import { addDays } from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { allocateByWeight } from "../money/allocate.ts";
import { roundHalfAway } from "../money/exact.ts";
import type { DocumentTax, Line, LineTax, ProposedDocument } from "./document.ts";

/** The charge under which goodwill stands on a document. */
export const goodwillCharge = "goodwill";

/**
 * A credit memo over a part of an invoice, tax included, as goodwill: no service period is given
 * back, so nothing is billed again for it. The invoice's net and each of its taxes shrink in
 * proportion, so that the tax on what is given back is given back too.
 *
 * `amountMinor` is above 0 and at most the invoice's total; throws otherwise.
 */
export function creditAmount(
  invoice: ProposedDocument,
  amountMinor: bigint,
  datedOn: LocalDate,
  reason: string | null,
): ProposedDocument {
  const { account, currency, totalMinor } = invoice;
  if (amountMinor <= 0n || amountMinor > totalMinor) {
    throw new RangeError(`${amountMinor} is no part of an invoice over ${totalMinor}`);
  }
  const netOfInvoice = invoice.subtotalMinor - invoice.discountMinor;
  const weights = [netOfInvoice, ...invoice.taxes.map(({ taxMinor }) => taxMinor)];
  const [netMinor = 0n, ...taxParts] = allocateByWeight(amountMinor, weights);
  const taxes = invoice.taxes.map(
    (tax, index): DocumentTax => ({
      ...tax,
      baseMinor: roundHalfAway({ n: tax.baseMinor * amountMinor, d: totalMinor }),
      taxMinor: taxParts[index] ?? 0n,
    }),
  );
  const taxMinor = amountMinor - netMinor;
  return {
    type: "credit-memo",
    account,
    currency,
    invoiceOn: datedOn,
    dueOn: datedOn,
    lines: [goodwillLine(account, datedOn, netMinor, taxes, reason)],
    taxes,
    subtotalMinor: netMinor,
    discountMinor: 0n,
    taxMinor,
    totalMinor: amountMinor,
  };
}

function goodwillLine(
  account: string,
  datedOn: LocalDate,
  netMinor: bigint,
  taxes: readonly DocumentTax[],
  reason: string | null,
): Line {
  const back = taxes.map(
    (tax): LineTax => ({ ...tax, baseMinor: -tax.baseMinor, taxMinor: -tax.taxMinor }),
  );
  return {
    account,
    subscription: "",
    charge: goodwillCharge,
    kind: "credit",
    from: datedOn,
    to: addDays(datedOn, 1),
    periodFrom: datedOn,
    correction: 0,
    corrects: [],
    quantity: "1",
    fraction: null,
    amountMinor: -netMinor,
    discountMinor: 0n,
    taxMinor: back.reduce((sum, tax) => sum + tax.taxMinor, 0n),
    discounts: [],
    taxes: back,
    terms: "goodwill",
    why: reason === null ? "goodwill" : `goodwill: ${reason}`,
  };
}
