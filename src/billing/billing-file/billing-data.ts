import type { RunTerms } from "../bill-run/proposal.ts";
import type { BillingSettings, Catalog, Coupon, Plan, TaxRate } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import type { Quote, Subscription, UsageRecord } from "../subscriptions/subscription.ts";
import { defaultCurrency } from "./file-index.ts";
import type { RunAsked } from "./read-run.ts";

/**
 * A valid billing file in the book's own terms, every default filled in, in the order of the file.
 */
export type BillingData = {
  readonly catalog: Catalog;
  readonly accounts: readonly Account[];
  readonly subscriptions: readonly Subscription[];
  readonly usage: readonly UsageRecord[];
  readonly quotes: readonly Quote[];
  readonly runs: readonly RunTerms[];
};

/**
 * A file in which nothing was reported: all that is needed is there, all that is there is right.
 */
export type ValidFile = {
  readonly settings?: Partial<BillingSettings>;
  readonly taxRates?: readonly TaxRate[];
  readonly coupons?: readonly Coupon[];
  readonly plans: readonly Plan[];
  readonly accounts: readonly AccountAsked[];
  readonly subscriptions: readonly SubscriptionAsked[];
  readonly usage?: readonly UsageRecord[];
  readonly quotes?: readonly (Omit<Quote, "currency"> & { readonly currency?: string })[];
  readonly runs?: readonly RunAsked[];
};

/** An account as the file has it, before defaults. */
export type AccountAsked = Pick<Account, "key" | "name"> & Partial<Account>;
type SubscriptionAsked = Omit<Subscription, "quantity" | "coupons" | "changes"> &
  Partial<Subscription>;

/** Thirty days net is what most invoices between companies say. */
export const defaultPaymentTermsDays = 30;

const defaultSettings: BillingSettings = {
  currency: defaultCurrency,
  timeZone: "UTC",
  proration: "actual",
  cancelDayBilled: false,
  taxRounding: "document",
  negativeCharges: "net",
  zeroInvoices: "skip",
};

/** The file with every default in its place. */
export function fillIn(file: ValidFile): BillingData {
  const settings = { ...defaultSettings, ...file.settings };
  const accounts = file.accounts.map((account) => fillInAccount(account, settings));
  const currencies = new Map(accounts.map((account) => [account.key, account.currency]));
  return {
    catalog: {
      settings,
      plans: byKey(file.plans),
      taxRates: byKey(file.taxRates ?? []),
      coupons: byKey((file.coupons ?? []).map((coupon) => fillInCoupon(coupon, settings))),
    },
    accounts,
    subscriptions: file.subscriptions.map(fillInSubscription),
    usage: file.usage ?? [],
    quotes: (file.quotes ?? []).map((quote) => ({
      currency: currencies.get(quote.account) ?? settings.currency,
      ...quote,
    })),
    runs: (file.runs ?? []).map(fillInRun),
  };
}

/** An account with the settings' and the format's defaults. */
export function fillInAccount(account: AccountAsked, settings: BillingSettings): Account {
  return {
    currency: settings.currency,
    timeZone: settings.timeZone,
    billCycleDay: "anniversary",
    tags: [],
    taxExempt: false,
    paymentTermsDays: defaultPaymentTermsDays,
    documentsPer: "account",
    autoPay: false,
    ...account,
  };
}

function fillInSubscription(subscription: SubscriptionAsked): Subscription {
  return { quantity: "1", coupons: [], changes: [], ...subscription };
}

function fillInCoupon(coupon: Coupon, settings: BillingSettings): Coupon {
  return "amount" in coupon ? { currency: settings.currency, ...coupon } : coupon;
}

function fillInRun(run: RunAsked): RunTerms {
  const invoiceOn = run.invoiceOn ?? run.targetOn;
  return {
    targetOn: run.targetOn,
    invoiceOn,
    asOf: run.asOf ?? invoiceOn,
    select: run.select ?? {},
    ...(run.kind === "catch-up" ? { catchUp: true } : {}),
  };
}

function byKey<T extends { readonly key: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}
