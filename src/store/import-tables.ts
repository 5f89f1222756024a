import type { BillingSettings, Coupon, Plan, TaxRate } from "../billing/catalog/catalog.ts";
import type { Account } from "../billing/customers/account.ts";
import type {
  Change,
  Quote,
  Subscription,
  UsageRecord,
} from "../billing/subscriptions/subscription.ts";
import type { Column, Upsert } from "./upsert.ts";

/** A change with its place in its subscription's list. */
export type ChangeRow = {
  readonly subscription: string;
  readonly position: number;
  readonly change: Change;
};

type Positioned = { readonly position: number };

function column<T>(name: string, type: string, of: Column<T>["of"]): Column<T> {
  return { name, type, of };
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** The one row of the company's rules. */
export const settingsTable: Upsert<BillingSettings> = {
  table: "billing_settings",
  keys: 1,
  columns: [
    column("id", "int", () => 1),
    column("currency", "text", (row) => row.currency),
    column("time_zone", "text", (row) => row.timeZone),
    column("proration", "text", (row) => row.proration),
    column("cancel_day_billed", "bool", (row) => row.cancelDayBilled),
    column("tax_rounding", "text", (row) => row.taxRounding),
    column("negative_charges", "text", (row) => row.negativeCharges),
    column("zero_invoices", "text", (row) => row.zeroInvoices),
    column("seller", "jsonb", (row) => json(row.seller)),
    column("minimum_invoice", "jsonb", (row) => json(row.minimumInvoice)),
    column("catch_up_periods", "int", (row) => row.catchUpPeriods ?? null),
  ],
};

/** Plans, in the order of the file. */
export const planTable: Upsert<Plan & Positioned> = {
  table: "plan",
  keys: 1,
  columns: [
    column("key", "text", (row) => row.key),
    column("position", "int", (row) => row.position),
    column("name", "text", (row) => row.name ?? null),
    column("trial_days", "int", (row) => row.trialDays ?? null),
    column("charges", "jsonb", (row) => json(row.charges)),
  ],
};

/** Tax rates, in the order of the file. */
export const taxRateTable: Upsert<TaxRate & Positioned> = {
  table: "tax_rate",
  keys: 1,
  columns: [
    column("key", "text", (row) => row.key),
    column("position", "int", (row) => row.position),
    column("name", "text", (row) => row.name ?? null),
    column("percent", "numeric", (row) => row.percent),
    column("inclusive", "bool", (row) => row.inclusive ?? false),
    column("country", "text", (row) => row.country ?? null),
    column("region", "text", (row) => row.region ?? null),
  ],
};

/** Coupons, in the order of the file. */
export const couponTable: Upsert<Coupon & Positioned> = {
  table: "coupon",
  keys: 1,
  columns: [
    column("key", "text", (row) => row.key),
    column("position", "int", (row) => row.position),
    column("content", "jsonb", ({ position: _, ...row }) => json(row)),
  ],
};

/** Customers. */
export const accountTable: Upsert<Account> = {
  table: "account",
  keys: 1,
  // The topmost parent is found out afterwards, once every parent is there.
  derived: ["payer"],
  columns: [
    column("key", "text", (row) => row.key),
    column("payer", "text", (row) => row.parent ?? row.key),
    column("name", "text", (row) => row.name),
    column("email", "text", (row) => row.email ?? null),
    column("currency", "text", (row) => row.currency),
    column("time_zone", "text", (row) => row.timeZone),
    column("bill_cycle_day", "int", ({ billCycleDay: day }) =>
      day === "anniversary" ? null : day,
    ),
    column("bill_cycle_month", "int", (row) => row.billCycleMonth ?? null),
    column("bill_cycle_weekday", "text", (row) => row.billCycleWeekday ?? null),
    column("segment", "text", (row) => row.segment ?? null),
    column("tags", "text[]", (row) => json(row.tags)),
    column("parent", "text", (row) => row.parent ?? null),
    column("address", "jsonb", (row) => json(row.address)),
    column("tax_rates", "jsonb", (row) => json(row.taxRates)),
    column("tax_exempt", "bool", (row) => row.taxExempt),
    column("vat_id", "text", (row) => row.vatId ?? null),
    column("payment_terms_days", "int", (row) => row.paymentTermsDays),
    column("documents_per", "text", (row) => row.documentsPer),
    column("auto_pay", "bool", (row) => row.autoPay),
    column("po_number", "text", (row) => row.poNumber ?? null),
    column("locale", "text", (row) => row.locale ?? null),
  ],
};

/** Subscriptions, without their changes. */
export const subscriptionTable: Upsert<Subscription> = {
  table: "subscription",
  keys: 1,
  columns: [
    column("key", "text", (row) => row.key),
    column("account", "text", (row) => row.account),
    column("plan", "text", (row) => row.plan),
    column("start_on", "date", (row) => row.startOn),
    column("end_on", "date", (row) => row.endOn ?? null),
    column("quantity", "jsonb", (row) => json(row.quantity)),
    column("prices", "jsonb", (row) => json(row.prices)),
    column("coupons", "text[]", (row) => json(row.coupons)),
    column("quote", "text", (row) => row.quote ?? null),
    column("billing_starts_on", "date", (row) => row.billingStartsOn ?? null),
    column("billed_through_on", "date", (row) => row.billedThroughOn ?? null),
  ],
};

/** Changes of subscriptions, by their place in the list. */
export const changeTable: Upsert<ChangeRow> = {
  table: "subscription_change",
  keys: 2,
  columns: [
    column("subscription", "text", (row) => row.subscription),
    column("position", "int", (row) => row.position),
    column("change_on", "date", (row) => row.change.on),
    column("known_on", "date", (row) => row.change.knownOn ?? null),
    column("content", "jsonb", ({ change: { on: _, knownOn: __, ...content } }) => json(content)),
  ],
};

/** Measured usage. */
export const usageTable: Upsert<UsageRecord> = {
  table: "usage_record",
  keys: 1,
  columns: [
    column("key", "text", (row) => row.key),
    column("subscription", "text", (row) => row.subscription),
    column("charge", "text", (row) => row.charge),
    column("at", "timestamptz", (row) => row.at),
    column("quantity", "numeric", (row) => row.quantity),
    column("known_on", "date", (row) => row.knownOn ?? null),
  ],
};

/** Quotes. */
export const quoteTable: Upsert<Quote> = {
  table: "quote",
  keys: 1,
  columns: [
    column("key", "text", (row) => row.key),
    column("account", "text", (row) => row.account),
    column("title", "text", (row) => row.title),
    column("amount", "numeric", (row) => row.amount),
    column("currency", "text", (row) => row.currency),
    column("valid_until_on", "date", (row) => row.validUntilOn ?? null),
  ],
};
