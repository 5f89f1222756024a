import { localDateOf } from "../calendar/day-number.ts";
import { add, divide, multiply, ratio, roundHalfAway, zero } from "../money/exact.ts";
import type { AppliedRate } from "../tax/find-rates.ts";
import type { TaxedLine } from "../tax/tax-lines.ts";
import type { Line, LineDiscount, LineTax } from "./document.ts";
import type { DiscountedDraft } from "./draft-line.ts";
import { splitDiscount } from "./split-discount.ts";

/** Amount and discount of a line without any tax inside; amount − discount = `netMinor`. */
type NetAmounts = {
  amountMinor: bigint;
  discountMinor: bigint;
  discounts: readonly LineDiscount[];
};

/**
 * The line as it is stored: amounts net of the tax inside them, taxes, and where they come from.
 */
export function finishLine(discounted: DiscountedDraft, taxed: TaxedLine): Line {
  const { draft } = discounted;
  const { amountMinor, discountMinor, discounts } = netAmounts(discounted, taxed);
  let taxMinor = 0n;
  const taxes: LineTax[] = [];
  for (const { rate, baseMinor, taxMinor: part } of taxed.parts) {
    taxMinor += part;
    const { rate: key, percent, inclusive } = rate;
    taxes.push({ rate: key, percent, inclusive, baseMinor, taxMinor: part });
  }
  return {
    account: draft.account,
    subscription: draft.subscription,
    charge: draft.charge,
    kind: draft.kind,
    from: localDateOf(draft.from),
    to: localDateOf(draft.to),
    periodFrom: localDateOf(draft.periodFrom),
    correction: draft.correction,
    corrects: draft.corrects,
    quantity: draft.quantity,
    fraction: draft.fraction,
    amountMinor,
    discountMinor,
    taxMinor,
    discounts,
    taxes,
    terms: draft.terms,
    why: draft.why,
  };
}

function netAmounts({ draft, discounts }: DiscountedDraft, { netMinor }: TaxedLine): NetAmounts {
  if (draft.givenBack) {
    const { discountMinor, discounts: back } = draft.givenBack;
    return { amountMinor: netMinor + discountMinor, discountMinor, discounts: back };
  }
  if (discounts.length === 0) return { amountMinor: netMinor, discountMinor: 0n, discounts };
  if (!draft.rates.some((rate) => rate.inclusive)) {
    const discountMinor = draft.listedMinor - netMinor;
    return { amountMinor: draft.listedMinor, discountMinor, discounts };
  }
  return withoutTaxInside(draft.listedMinor, draft.rates, netMinor, discounts);
}

/**
 * With tax inside, the coupon came off the listed price: the line shows the listed price without
 * its tax, and as discount what lies between that and the net after the coupon.
 */
function withoutTaxInside(
  listedMinor: bigint,
  rates: readonly AppliedRate[],
  netMinor: bigint,
  discounts: readonly LineDiscount[],
): NetAmounts {
  let percent = zero;
  for (const rate of rates) if (rate.inclusive) percent = add(percent, rate.value);
  const inside = divide(multiply(ratio(listedMinor), percent), add(percent, ratio(100n)));
  const listedNet = listedMinor - roundHalfAway(inside);
  const amountMinor = listedNet > netMinor ? listedNet : netMinor;
  const discountMinor = amountMinor - netMinor;
  const given = new Map(discounts.map((discount) => [discount.coupon, discount.discountMinor]));
  const net = splitDiscount(discountMinor, given);
  return { amountMinor, discountMinor, discounts: net };
}
