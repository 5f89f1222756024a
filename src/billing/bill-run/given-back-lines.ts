import { dayNumber } from "../calendar/day-number.ts";
import { sayPeriodDays } from "../calendar/say-day.ts";
import { lineName } from "../invoicing/document.ts";
import type { DraftLine } from "../invoicing/draft-line.ts";
import { formatMinor } from "../money/format-amount.ts";
import { groupDigits } from "../money/group-digits.ts";
import { appliedRate, rateId } from "../tax/find-rates.ts";
import { type BilledStretch, fractionShown } from "./billed-stretches.ts";
import type { ChargeView } from "./charge-view.ts";
import type { GiveBack } from "./compare-stretches.ts";
import type { Corrections } from "./corrections.ts";
import { portionOf, takeOff } from "./stretch-portion.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** The lines that give back what changed, one for each contiguous stretch of a billed period. */
export function givenBackLines(
  charge: ChargeView,
  giveBacks: readonly GiveBack[],
  corrections: Corrections,
): DraftLine[] {
  const parts = new Map<BilledStretch, number>();
  for (const { billed } of giveBacks) {
    for (const stretch of billed) parts.set(stretch, (parts.get(stretch) ?? 0) + 1);
  }
  return giveBacks
    .map((back) => givenBackLine(charge, back, corrections, parts))
    .filter((line) => line !== null);
}

/**
 * One line for contiguous days that changed, at what was billed for them, and their part of the
 * discount. Takes it off the billed stretches, so that the next line finds what is left.
 */
function givenBackLine(
  { view, key }: ChargeView,
  { from, to, billed }: GiveBack,
  corrections: Corrections,
  parts: ReadonlyMap<BilledStretch, number>,
): DraftLine | null {
  const [first] = billed;
  if (!first) return null;
  let [amount, discount, inside] = [0n, 0n, 0n];
  const discounts = new Map<string, bigint>();
  const billedTax = new Map<string, bigint>();
  for (const stretch of billed) {
    const portion = portionOf(stretch, from, to);
    amount += portion.amountMinor;
    discount += portion.discountMinor;
    inside += portion.insideMinor;
    for (const { coupon, discountMinor } of portion.discounts) {
      discounts.set(coupon, (discounts.get(coupon) ?? 0n) + discountMinor);
    }
    const taxes = (parts.get(stretch) ?? 1) > 1 ? portion.taxes : stretch.taxes;
    for (const [id, tax] of taxes) billedTax.set(id, (billedTax.get(id) ?? 0n) + tax);
    takeOff(stretch, portion, from, to);
  }
  const periodFrom = dayNumber(first.line.periodFrom);
  return {
    account: view.account.key,
    subscription: view.subscription.key,
    charge: key,
    kind: "credit",
    from,
    to,
    periodFrom,
    correction: corrections.next(periodFrom, from, "credit"),
    corrects: billed.map(({ line }) => lineName(line)),
    quantity: first.line.quantity,
    fraction: fractionShown(first.measure, from, to),
    listedMinor: -(amount - discount + inside),
    rates: ratesBilled(billed),
    terms: first.line.terms,
    why: `given back: ${sayPeriodDays(from, to)} of what was billed for ${sayBilled(view, billed)}`,
    coupon: null,
    givenBack: {
      discountMinor: -discount,
      discounts: [...discounts].map(([coupon, minor]) => ({ coupon, discountMinor: -minor })),
      billedTax,
    },
  };
}

/** The rates that the corrected lines were taxed with, whatever applies today. */
function ratesBilled(billed: readonly BilledStretch[]) {
  const rates = new Map<string, DraftLine["rates"][number]>();
  for (const { line } of billed) {
    for (const tax of line.taxes) {
      const id = rateId(tax);
      if (!rates.has(id)) rates.set(id, appliedRate(tax));
    }
  }
  return [...rates.values()];
}

function sayBilled(view: SubscriptionView, billed: readonly BilledStretch[]): string {
  const days = billed.map(({ line }) => sayPeriodDays(dayNumber(line.from), dayNumber(line.to)));
  const amount = billed.reduce((sum, { line }) => sum + line.amountMinor, 0n);
  return `${days.join(" and ")} (${groupDigits(formatMinor(amount, view.currency))})`;
}
