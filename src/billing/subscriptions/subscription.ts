import type { LocalDate } from "../calendar/local-date.ts";
import type { DecimalText, Price } from "../catalog/catalog.ts";

/** For all charges, or by charge key of the plan. */
export type Quantity = DecimalText | Readonly<Record<string, DecimalText>>;

/** Something that happens to a subscription on a day; a run sees it if `knownOn` ≤ its asOf. */
export type Change = {
  readonly on: LocalDate;
  /** Default: `on`. */
  readonly knownOn?: LocalDate;
} & (
  | { readonly quantity: Quantity }
  | { readonly plan: string }
  | { readonly prices: Readonly<Record<string, Price>> }
  | { readonly cancel: "now" | "end-of-period"; readonly credit?: boolean }
  | { readonly pause: true }
  | { readonly resume: true }
);

/** A plan sold to an account, with its timeline. */
export type Subscription = {
  readonly key: string;
  readonly account: string;
  readonly plan: string;
  readonly startOn: LocalDate;
  /** First day without service. */
  readonly endOn?: LocalDate;
  readonly quantity: Quantity;
  /** Negotiated prices in the account's currency, by charge key. */
  readonly prices?: Readonly<Record<string, Price>>;
  /** In the order in which they are taken off. */
  readonly coupons: readonly string[];
  readonly quote?: string;
  readonly billingStartsOn?: LocalDate;
  /** Last day billed elsewhere, for customers who move in. */
  readonly billedThroughOn?: LocalDate;
  /** In the order listed; changes of one day apply in that order. */
  readonly changes: readonly Change[];
};

/** One measured event. */
export type UsageRecord = {
  readonly key: string;
  readonly subscription: string;
  readonly charge: string;
  /** ISO 8601 instant with offset. */
  readonly at: string;
  readonly quantity: DecimalText;
  /** Default: the local day of `at`; seen if ≤ the run's asOf. */
  readonly knownOn?: LocalDate;
};

/** An offer that becomes an invoice by an approval of its own, never by a run. */
export type Quote = {
  readonly key: string;
  readonly account: string;
  readonly title: string;
  readonly amount: DecimalText;
  readonly currency: string;
  readonly validUntilOn?: LocalDate;
};
