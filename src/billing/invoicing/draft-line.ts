import type { DayNumber } from "../calendar/day-number.ts";
import type { AppliedRate } from "../tax/find-rates.ts";
import type { LineDiscount, LineKind } from "./document.ts";

/** What a line that gives back takes from the lines it corrects, all in natural sign. */
export type GivenBack = {
  /** Its part of the corrected lines' discount, zero or below. */
  readonly discountMinor: bigint;
  readonly discounts: readonly LineDiscount[];
  /** By `rateId`: tax billed and not given back yet. */
  readonly billedTax: ReadonlyMap<string, bigint>;
};

/** What coupons ask about a line. */
export type CouponFacts = {
  /** The plan in force for the line. */
  readonly plan: string;
  /** How many periods of the charge came before the line's own. */
  readonly periodIndex: number;
  readonly periodFrom: DayNumber;
};

/** A line before coupons and tax; amounts in minor units, natural sign. */
export type DraftLine = {
  readonly account: string;
  readonly subscription: string;
  readonly charge: string;
  readonly kind: LineKind;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly periodFrom: DayNumber;
  readonly correction: number;
  readonly corrects: readonly string[];
  readonly quantity: string;
  readonly fraction: string | null;
  /**
   * At the listed price: tax inside it is still inside. On a line that gives back: after discount,
   * tax inside.
   */
  readonly listedMinor: bigint;
  readonly rates: readonly AppliedRate[];
  readonly terms: string;
  readonly why: string;
  /** Null on a line that gives back: its discount comes back, no coupon is taken. */
  readonly coupon: CouponFacts | null;
  readonly givenBack: GivenBack | null;
};

/** A draft with the coupons taken off, in order. */
export type DiscountedDraft = {
  readonly draft: DraftLine;
  /** In listed prices. */
  readonly discounts: readonly LineDiscount[];
};
