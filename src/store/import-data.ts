import type { Subscription } from "../billing/subscriptions/subscription.ts";
import type { ImportCounts, ImportData } from "../operations/book-records.ts";
import { type Db, execute } from "./database.ts";
import {
  accountTable,
  type ChangeRow,
  changeTable,
  couponTable,
  planTable,
  quoteTable,
  settingsTable,
  subscriptionTable,
  taxRateTable,
  usageTable,
} from "./import-tables.ts";
import { touchedKeys, type Upsert, type Upserted, upsert } from "./upsert.ts";

type Counts = Record<string, ImportCounts>;

/**
 * Loads data by key: what is new is added, what differs is updated, what is the same stays
 * untouched, and nothing is removed. Imports go one after the other.
 */
export async function importData(db: Db, data: ImportData): Promise<Readonly<Counts>> {
  await execute(db, "SELECT pg_advisory_xact_lock(hashtext('billrun.import'))");
  const counts: Counts = {};
  async function load<T>(name: string, into: Upsert<T>, rows: readonly T[]): Promise<Upserted> {
    const touched = await upsert(db, into, rows);
    counts[name] = countsOf(rows.length, touched);
    return touched;
  }
  if (data.catalog) {
    const { settings, plans, taxRates, coupons } = data.catalog;
    await load("settings", settingsTable, [settings]);
    await load("taxRates", taxRateTable, withPositions([...taxRates.values()]));
    await load("coupons", couponTable, withPositions([...coupons.values()]));
    await load("plans", planTable, withPositions([...plans.values()]));
  }
  // Chunks of a launch lock accounts in this order too, so that neither waits crosswise.
  const inOrder = [...data.accounts].sort((a, b) => (a.key < b.key ? -1 : 1));
  const accounts = await load("accounts", accountTable, inOrder);
  if (accounts.added.length + accounts.changed.length > 0) await resolvePayers(db);
  const subscriptions = await upsert(db, subscriptionTable, data.subscriptions);
  const all = await importChanges(db, data.subscriptions, subscriptions);
  counts["subscriptions"] = countsOf(data.subscriptions.length, all);
  await load("usage", usageTable, data.usage);
  await load("quotes", quoteTable, data.quotes);
  return counts;
}

function countsOf(all: number, { added, changed }: Upserted): ImportCounts {
  const unchanged = all - added.length - changed.length;
  return { added: added.length, changed: changed.length, unchanged };
}

function withPositions<T>(rows: readonly T[]): (T & { position: number })[] {
  return rows.map((row, position) => ({ ...row, position }));
}

/** The payer of an account is its topmost parent. */
async function resolvePayers(db: Db): Promise<void> {
  await execute(
    db,
    `WITH RECURSIVE up AS (
       SELECT key, key AS top FROM account WHERE parent IS NULL
       UNION ALL
       SELECT a.key, up.top FROM account a JOIN up ON a.parent = up.key)
     UPDATE account a SET payer = up.top FROM up WHERE up.key = a.key AND a.payer <> up.top`,
  );
}

/** Changes belong to their subscription: it counts as changed where one of them did. */
async function importChanges(
  db: Db,
  subscriptions: readonly Subscription[],
  { added, changed }: Upserted,
): Promise<Upserted> {
  const rows = subscriptions.flatMap((subscription) =>
    subscription.changes.map(
      (change, position): ChangeRow => ({ subscription: subscription.key, position, change }),
    ),
  );
  const touched = await upsert(db, changeTable, rows);
  const removed = await touchedKeys(
    db,
    `DELETE FROM subscription_change c
      USING unnest($1::text[], $2::int[]) AS g (subscription, many)
      WHERE c.subscription = g.subscription AND c.position >= g.many
      RETURNING c.subscription AS key`,
    subscriptions.map((subscription) => subscription.key),
    subscriptions.map((subscription) => subscription.changes.length),
  );
  const fresh = new Set(added);
  const differing = new Set([...changed, ...touched.added, ...touched.changed, ...removed]);
  return { added, changed: [...differing].filter((key) => !fresh.has(key)) };
}
