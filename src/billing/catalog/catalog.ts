/** A number written out exactly: "14.63", "3", "-5.00". No exponent, no separators. */
export type DecimalText = string;

/** How a part of a period is charged; the rules stand in the README of this book. */
export type Proration = "actual" | "actual/360" | "30/360" | "none";

/** The length of a billing period. Named periods are months underneath; weeks are seven days. */
export type Period =
  | "week"
  | "month"
  | "quarter"
  | "half-year"
  | "year"
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number };

/** One step of a tiered price; `upTo` is inclusive, the last tier has null. */
export type Tier = {
  readonly upTo: DecimalText | null;
  readonly unitPrice?: DecimalText;
  readonly flatFee?: DecimalText;
};

/** One step of a graduated percentage, over the amount of the period. */
export type PercentTier = {
  readonly upTo: DecimalText | null;
  readonly percent: DecimalText;
  readonly flatFee?: DecimalText;
};

/** How quantity or usage becomes money, in one currency. Amounts in major units ("14.63"). */
export type Price =
  | { readonly model: "flat"; readonly amount: DecimalText }
  | { readonly model: "per-unit"; readonly unitPrice: DecimalText; readonly included?: DecimalText }
  | { readonly model: "graduated"; readonly tiers: readonly Tier[] }
  | { readonly model: "volume"; readonly tiers: readonly Tier[] }
  | {
      readonly model: "package";
      readonly size: DecimalText;
      readonly amount: DecimalText;
      readonly included?: DecimalText;
    }
  | {
      readonly model: "percentage";
      readonly percent: DecimalText;
      readonly fixedFee?: DecimalText;
      readonly freeAmount?: DecimalText;
      readonly freeEvents?: number;
    }
  | { readonly model: "graduated-percentage"; readonly tiers: readonly PercentTier[] };

type ChargeBase = {
  readonly key: string;
  readonly name?: string;
  /** Wins over the account's rates; an empty list: not taxed. */
  readonly taxRates?: readonly string[];
  /** Wins over the settings'. */
  readonly proration?: Proration;
  /** In the settings' currency. */
  readonly price: Price;
  /** By ISO 4217 code, for accounts in other currencies. */
  readonly priceByCurrency?: Readonly<Record<string, Price>>;
};

/** Billed for every period, before or after it. */
export type RecurringCharge = ChargeBase & {
  readonly type: "recurring";
  readonly period: Period;
  readonly pricePeriod?: Period;
  readonly timing: "advance" | "arrears";
};

/** Billed once: on the first day of the plan that brings it. */
export type OneTimeCharge = ChargeBase & { readonly type: "one-time" };

/** Billed after every period for what was measured in it; never prorated, but its minimum is. */
export type UsageCharge = ChargeBase & {
  readonly type: "usage";
  readonly period: Period;
  readonly aggregate?: "sum" | "max" | "last" | "count";
  readonly minimum?: DecimalText;
};

/** A priced part of a plan. */
export type Charge = RecurringCharge | OneTimeCharge | UsageCharge;

/** What is sold under one key. */
export type Plan = {
  readonly key: string;
  readonly name?: string;
  readonly trialDays?: number;
  readonly charges: readonly Charge[];
};

/** A tax, by name or by the payer's address; `inclusive`: the price contains it. */
export type TaxRate = {
  readonly key: string;
  readonly name?: string;
  readonly percent: DecimalText;
  readonly inclusive?: boolean;
  readonly country?: string;
  readonly region?: string;
};

/** What comes off a subscription's lines before tax. */
export type Coupon = {
  readonly key: string;
  readonly name?: string;
  readonly duration: "once" | "forever" | { readonly periods: number };
  readonly plans?: readonly string[];
  readonly charges?: readonly string[];
} & (
  | { readonly percent: DecimalText }
  | { readonly amount: DecimalText; readonly currency?: string }
);

/** Rules of the whole company, defaults filled in. */
export type BillingSettings = {
  readonly currency: string;
  readonly timeZone: string;
  readonly proration: Proration;
  readonly cancelDayBilled: boolean;
  readonly taxRounding: "document" | "line";
  readonly negativeCharges: "net" | "separate";
  readonly zeroInvoices: "skip" | "issue";
  /** Who sells; absent: customers in other states of the European Union are taxed as all are. */
  readonly seller?: Seller;
  /** By currency, major units: an invoice below it waits for the next run. */
  readonly minimumInvoice?: Readonly<Record<string, DecimalText>>;
  /** A run bills at most so many missed periods of a charge; more park the account. */
  readonly catchUpPeriods?: number;
};

/** Where the company is taxed. */
export type Seller = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly vatId?: string;
};

/** What is sold and by which rules, by key. The same object serves every account of a chunk. */
export type Catalog = {
  readonly settings: BillingSettings;
  readonly plans: ReadonlyMap<string, Plan>;
  /** In the order of the file. */
  readonly taxRates: ReadonlyMap<string, TaxRate>;
  readonly coupons: ReadonlyMap<string, Coupon>;
};
