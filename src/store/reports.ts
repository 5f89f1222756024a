import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { CurrencySides } from "../billing/reconciliation/reconcile-currency.ts";
import { agingBuckets, overdueFromDays } from "../billing/reports/aging.ts";
import type { ReportsReader } from "../operations/reports/reports-books.ts";
import { type Db, jsonRows } from "./database.ts";

/** Reports as the desk asks for them. */
export function reportsReader(db: Db): ReportsReader {
  return {
    agedAccounts: (asOfOn, limit) => agedAccounts(db, asOfOn, limit),
    agedTotals: (asOfOn) => agedTotals(db, asOfOn),
    billedBetween: (fromOn, throughOn) => billedBetween(db, fromOn, throughOn),
    overdueInvoices: (asOfOn, account, limit) => overdueInvoices(db, asOfOn, account, limit),
    reconciledCurrencies: (asOfOn) => reconciledCurrencies(db, asOfOn),
  };
}

/**
 * Every document posted by the day `$1`, with what was still open of it then. What settles what
 * counts on both sides at once, from the day on which both are there.
 */
const openDocuments = `
  SELECT d.account, d.currency, d.type, d.number, d.due_on, d.total_minor,
         $1::date - d.due_on AS days,
         d.total_minor - coalesce(CASE d.type
           WHEN 'invoice' THEN (
             SELECT sum(a.amount_minor) FROM application a JOIN document c ON c.id = a.credit_id
              WHERE a.invoice_id = d.id AND a.applied_at::date <= $1::date
                AND c.invoice_on <= $1::date)
           ELSE (
             SELECT sum(a.amount_minor) FROM application a JOIN document i ON i.id = a.invoice_id
              WHERE a.credit_id = d.id AND a.applied_at::date <= $1::date
                AND i.invoice_on <= $1::date)
           END, 0) AS open_minor
    FROM document d WHERE d.invoice_on <= $1::date`;

/** Cents of one currency are not those of another, so that amounts give no order. */
function mainFirst(column: string): string {
  return `${column} = (SELECT s.currency FROM billing_settings s LIMIT 1) DESC NULLS LAST`;
}

/** One column a bucket, and one for credit that settles nothing yet. */
const agedColumns = `
  jsonb_build_array(${agingBuckets
    .map(
      (_, bucket) =>
        `coalesce(sum(open_minor) FILTER (WHERE type = 'invoice'
           AND width_bucket(days, ARRAY[${overdueFromDays.join(", ")}]) = ${bucket}), 0)::text`,
    )
    .join(", ")}) AS buckets,
  coalesce(sum(open_minor) FILTER (WHERE type = 'credit-memo'), 0)::text AS unapplied`;

type AgedRow = {
  readonly currency: string;
  readonly buckets: readonly string[];
  readonly unapplied: string;
};

function toBalance({ currency, buckets, unapplied }: AgedRow) {
  return { currency, bucketsMinor: buckets.map(BigInt), unappliedMinor: BigInt(unapplied) };
}

async function agedAccounts(db: Db, asOfOn: LocalDate, limit: number) {
  const rows = await jsonRows<AgedRow & { account: string; name: string }>(
    db,
    `SELECT o.account, a.name, o.currency, ${agedColumns}
       FROM (${openDocuments}) o JOIN account a ON a.key = o.account
      WHERE open_minor <> 0
      GROUP BY o.account, a.name, o.currency
      ORDER BY coalesce(sum(open_minor) FILTER (WHERE type = 'invoice' AND days > 0), 0) DESC,
               sum(open_minor) DESC, o.account, o.currency
      LIMIT $2`,
    asOfOn,
    limit,
  );
  return rows.map((row) => ({ account: row.account, name: row.name, ...toBalance(row) }));
}

async function agedTotals(db: Db, asOfOn: LocalDate) {
  const rows = await jsonRows<AgedRow & { accounts: number }>(
    db,
    `SELECT currency, count(DISTINCT account)::int AS accounts, ${agedColumns}
       FROM (${openDocuments}) o WHERE open_minor <> 0
      GROUP BY currency ORDER BY ${mainFirst("currency")}, accounts DESC, currency`,
    asOfOn,
  );
  return rows.map((row) => ({ ...toBalance(row), accounts: row.accounts }));
}

async function billedBetween(db: Db, fromOn: LocalDate, throughOn: LocalDate) {
  const rows = await jsonRows<{ currency: string; billed: string }>(
    db,
    `SELECT currency,
            sum(CASE type WHEN 'invoice' THEN total_minor ELSE -total_minor END)::text AS billed
       FROM document WHERE invoice_on BETWEEN $1::date AND $2::date
      GROUP BY currency ORDER BY currency`,
    fromOn,
    throughOn,
  );
  return rows.map(({ currency, billed }) => ({ currency, billedMinor: BigInt(billed) }));
}

async function overdueInvoices(db: Db, asOfOn: LocalDate, account: string | null, limit: number) {
  const rows = await jsonRows<{
    number: string;
    account: string;
    name: string;
    currency: string;
    dueOn: LocalDate;
    daysPastDue: number;
    total: string;
    open: string;
  }>(
    db,
    `SELECT o.number, o.account, a.name, o.currency, o.due_on AS "dueOn", o.days AS "daysPastDue",
            o.total_minor::text AS total, o.open_minor::text AS open
       FROM (${openDocuments}) o JOIN account a ON a.key = o.account
      WHERE o.type = 'invoice' AND o.days > 0 AND o.open_minor > 0
        AND ($2::text IS NULL OR o.account = $2)
      ORDER BY o.due_on, o.open_minor DESC, o.number LIMIT $3`,
    asOfOn,
    account,
    limit,
  );
  return rows.map(({ total, open, ...row }) => ({
    ...row,
    totalMinor: BigInt(total),
    openMinor: BigInt(open),
  }));
}

type SidesRow = {
  readonly [Field in keyof CurrencySides]: CurrencySides[Field] extends bigint
    ? string
    : CurrencySides[Field];
};

/** Each side by itself, so that none can lean on another. */
const sidesSql = `
  WITH documents AS (
    SELECT currency, count(*) FILTER (WHERE type = 'invoice')::int AS invoices,
           count(*) FILTER (WHERE type = 'credit-memo')::int AS credit_memos,
           coalesce(sum(total_minor) FILTER (WHERE type = 'invoice'), 0) AS invoiced,
           coalesce(sum(total_minor) FILTER (WHERE type = 'credit-memo'), 0) AS credited
      FROM document WHERE invoice_on <= $1::date GROUP BY currency),
  lines AS (
    SELECT d.currency, sum(l.amount_minor - l.discount_minor) AS net, sum(l.tax_minor) AS tax
      FROM document_line l JOIN document d ON d.id = l.document_id
     WHERE d.invoice_on <= $1::date GROUP BY d.currency),
  ledger AS (
    SELECT e.currency,
           coalesce(sum(p.amount_minor) FILTER (WHERE p.ledger_account = 'receivable'), 0)
             AS receivable,
           coalesce(-sum(p.amount_minor) FILTER (WHERE p.ledger_account = 'revenue'), 0) AS revenue,
           coalesce(-sum(p.amount_minor) FILTER (WHERE p.ledger_account LIKE 'tax:%'), 0) AS tax
      FROM posting p JOIN journal_entry e ON e.id = p.entry_id
     WHERE e.entry_on <= $1::date GROUP BY e.currency),
  open AS (
    SELECT currency, sum(CASE type WHEN 'invoice' THEN open_minor ELSE -open_minor END) AS open
      FROM (${openDocuments}) o GROUP BY currency)
  SELECT d.currency, d.invoices, d.credit_memos AS "creditMemos",
         d.invoiced::text AS "invoicedMinor", d.credited::text AS "creditedMinor",
         coalesce(l.net, 0)::text AS "linesMinor", coalesce(l.tax, 0)::text AS "lineTaxMinor",
         coalesce(g.receivable, 0)::text AS "receivableMinor",
         coalesce(g.revenue, 0)::text AS "revenueMinor", coalesce(g.tax, 0)::text AS "taxMinor",
         coalesce(o.open, 0)::text AS "openMinor"
    FROM documents d LEFT JOIN lines l USING (currency) LEFT JOIN ledger g USING (currency)
    LEFT JOIN open o USING (currency)
   ORDER BY ${mainFirst("d.currency")}, d.invoices DESC, d.currency`;

async function reconciledCurrencies(db: Db, asOfOn: LocalDate): Promise<readonly CurrencySides[]> {
  const rows = await jsonRows<SidesRow>(db, sidesSql, asOfOn);
  return rows.map((row) => ({
    currency: row.currency,
    invoices: row.invoices,
    creditMemos: row.creditMemos,
    invoicedMinor: BigInt(row.invoicedMinor),
    creditedMinor: BigInt(row.creditedMinor),
    linesMinor: BigInt(row.linesMinor),
    lineTaxMinor: BigInt(row.lineTaxMinor),
    receivableMinor: BigInt(row.receivableMinor),
    revenueMinor: BigInt(row.revenueMinor),
    taxMinor: BigInt(row.taxMinor),
    openMinor: BigInt(row.openMinor),
  }));
}
