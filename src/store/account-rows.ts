import type { Account } from "../billing/customers/account.ts";
import type { Change, Subscription, UsageRecord } from "../billing/subscriptions/subscription.ts";

/** Columns of an account for `jsonRows`, from an alias `a`, named as the book names them. */
export const accountColumns = `
  a.key, a.name, a.email, a.currency, a.time_zone AS "timeZone",
  a.bill_cycle_day AS "billCycleDay", a.bill_cycle_month AS "billCycleMonth",
  a.bill_cycle_weekday AS "billCycleWeekday", a.segment, a.tags, a.parent, a.address,
  a.tax_rates AS "taxRates", a.tax_exempt AS "taxExempt", a.vat_id AS "vatId",
  a.payment_terms_days AS "paymentTermsDays", a.documents_per AS "documentsPer",
  a.auto_pay AS "autoPay", a.po_number AS "poNumber", a.locale`;

/** Columns of a subscription with its changes in order, from an alias `s`. */
export const subscriptionColumns = `
  s.key, s.account, s.plan, s.start_on AS "startOn", s.end_on AS "endOn", s.quantity, s.prices,
  s.coupons, s.quote, s.billing_starts_on AS "billingStartsOn",
  s.billed_through_on AS "billedThroughOn",
  coalesce((SELECT json_agg(json_build_object('on', c.change_on, 'knownOn', c.known_on,
                                              'content', c.content) ORDER BY c.position)
              FROM subscription_change c WHERE c.subscription = s.key), '[]') AS changes`;

/** Columns of a usage record, from an alias `u`; the instant in UTC without trailing zeros. */
export const usageColumns = `
  u.key, u.subscription, u.charge,
  rtrim(rtrim(to_char(u.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'
    AS at,
  u.quantity::text AS quantity, u.known_on AS "knownOn"`;

/** An account as `jsonRows` gives it: absent fields are null. */
export type AccountRow = { readonly key: string; readonly billCycleDay: number | null };

/** A subscription as `jsonRows` gives it. */
export type SubscriptionRow = {
  readonly key: string;
  readonly account: string;
  readonly changes: readonly {
    readonly on: string;
    readonly knownOn: string | null;
    readonly content: object;
  }[];
};

/** A usage record as `jsonRows` gives it. */
export type UsageRow = { readonly subscription: string };

/** A copy without its null fields: in the book's types, what is unknown is absent. */
export function withoutNulls(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

/** An account as the book knows it. */
export function toAccount(row: AccountRow): Account {
  const billCycleDay = row.billCycleDay ?? "anniversary";
  return withoutNulls({ ...row, billCycleDay }) as Account;
}

/** A subscription as the book knows it. */
export function toSubscription(row: SubscriptionRow): Subscription {
  const changes = row.changes.map(
    ({ on, knownOn, content }) => withoutNulls({ on, knownOn, ...content }) as Change,
  );
  return withoutNulls({ ...row, changes }) as Subscription;
}

/** A usage record as the book knows it. */
export function toUsage(row: UsageRow): UsageRecord {
  return withoutNulls(row) as UsageRecord;
}
