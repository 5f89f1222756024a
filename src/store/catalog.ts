import type {
  BillingSettings,
  Catalog,
  Charge,
  Coupon,
  Plan,
  TaxRate,
} from "../billing/catalog/catalog.ts";
import type { SelectionChoices } from "../operations/book-records.ts";
import { withoutNulls } from "./account-rows.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";

/** Rules of a company that has imported nothing yet. */
const defaultSettings: BillingSettings = {
  currency: "USD",
  timeZone: "UTC",
  proration: "actual",
  cancelDayBilled: false,
  taxRounding: "document",
  negativeCharges: "net",
  zeroInvoices: "skip",
};

const settingsSql = `
  SELECT currency, time_zone AS "timeZone", proration, cancel_day_billed AS "cancelDayBilled",
         tax_rounding AS "taxRounding", negative_charges AS "negativeCharges",
         zero_invoices AS "zeroInvoices", seller, minimum_invoice AS "minimumInvoice",
         catch_up_periods AS "catchUpPeriods"
    FROM billing_settings`;

/** Changes with every committed change of a row: who wrote each row is part of it. */
const versionSql = `
  SELECT md5(string_agg(mark, ',' ORDER BY mark)) AS version FROM (
    SELECT 's' || xmin::text FROM billing_settings
    UNION ALL SELECT 'p' || key || ' ' || xmin::text FROM plan
    UNION ALL SELECT 't' || key || ' ' || xmin::text FROM tax_rate
    UNION ALL SELECT 'c' || key || ' ' || xmin::text FROM coupon
  ) AS marks (mark)`;

type Kept = { readonly version: string | null; readonly catalog: Catalog };

const keptBy = new WeakMap<Db, Kept>();

/**
 * What is sold and by which rules. Every chunk of a run asks, so what was read last is kept as long
 * as nobody changed it: its prices are taken apart once then, and not once a chunk. The version is
 * asked first, so that a change which comes in between is seen by the next one who asks.
 */
export async function loadCatalog(db: Db): Promise<Catalog> {
  const row = await jsonRow<{ version: string | null }>(db, versionSql);
  const version = row?.version ?? null;
  const kept = keptBy.get(db);
  if (kept && kept.version === version) return kept.catalog;
  const catalog = await readCatalog(db);
  keptBy.set(db, { version, catalog });
  return catalog;
}

async function readCatalog(db: Db): Promise<Catalog> {
  const stored = await jsonRow<object>(db, settingsSql);
  const settings = stored ? (withoutNulls(stored) as BillingSettings) : defaultSettings;
  const plans = await jsonRows<{ key: string; charges: readonly Charge[] }>(
    db,
    `SELECT key, name, trial_days AS "trialDays", charges FROM plan ORDER BY position, key`,
  );
  const rates = await jsonRows<{ key: string }>(
    db,
    `SELECT key, name, percent::text AS percent, inclusive, country, region
       FROM tax_rate ORDER BY position, key`,
  );
  const coupons = await jsonRows<{ content: Coupon }>(
    db,
    "SELECT content FROM coupon ORDER BY position, key",
  );
  return {
    settings,
    plans: new Map(plans.map((row) => [row.key, withoutNulls(row) as Plan])),
    taxRates: new Map(rates.map((row) => [row.key, withoutNulls(row) as TaxRate])),
    coupons: new Map(coupons.map(({ content }) => [content.key, content])),
  };
}

/** What a run can be narrowed to, each list sorted. */
export async function selectionChoices(db: Db): Promise<SelectionChoices> {
  const lists = await jsonRow<Omit<SelectionChoices, "plans">>(
    db,
    // Many accounts are alike in these: they are gone through once, and sorted never.
    `WITH alike AS MATERIALIZED (
       SELECT segment, tags, currency FROM account GROUP BY segment, tags, currency)
     SELECT
       (SELECT coalesce(json_agg(DISTINCT segment ORDER BY segment), '[]') FROM alike
         WHERE segment IS NOT NULL) AS segments,
       (SELECT coalesce(json_agg(DISTINCT tag ORDER BY tag), '[]')
          FROM alike, unnest(tags) AS tag) AS tags,
       (SELECT coalesce(json_agg(DISTINCT currency ORDER BY currency), '[]') FROM alike)
         AS currencies`,
  );
  const plans = await jsonRows<{ key: string; name: string }>(
    db,
    "SELECT key, coalesce(name, key) AS name FROM plan ORDER BY coalesce(name, key), key",
  );
  return { segments: [], tags: [], currencies: [], ...lists, plans };
}
