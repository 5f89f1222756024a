import { allocateByWeight } from "../money/allocate.ts";
import type { LineDiscount } from "./document.ts";

/**
 * A discount split over the coupons that it came from, in proportion to what each gave (all of one
 * sign), so that the parts add up to it.
 */
export function splitDiscount(
  discountMinor: bigint,
  given: ReadonlyMap<string, bigint>,
): LineDiscount[] {
  if (discountMinor === 0n) return [];
  const coupons = [...given.keys()];
  const parts = allocateByWeight(discountMinor, [...given.values()]);
  return coupons.map((coupon, index) => ({ coupon, discountMinor: parts[index] ?? 0n }));
}
