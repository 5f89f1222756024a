/** Why somebody can't be billed before a person puts something right. */
export type NotBillableCode =
  | "price_missing"
  | "tax_rate_missing"
  | "plan_missing"
  | "coupon_missing"
  | "many_periods_missing";

/** The facts of a payer, or what is sold to it, don't make a bill; the caller parks the payer. */
export class NotBillable extends Error {
  readonly code: NotBillableCode;
  constructor(code: NotBillableCode, message: string) {
    super(message);
    this.name = "NotBillable";
    this.code = code;
  }
}
