import type { CurrencyTotals } from "../billing/invoicing/totals.ts";
import type { BillRunRow } from "./bill-run-rows.ts";
import { type Db, jsonRows } from "./database.ts";

type Row = {
  readonly run_id: string;
  readonly currency: string;
  readonly invoices: number;
  readonly credit_memos: number;
  readonly invoiced: string;
  readonly credited: string;
};

/** The company's own currency, then those of most invoices. */
function mainFirst(column: string): string {
  return `${column} = (SELECT c.currency FROM billing_settings c LIMIT 1) DESC NULLS LAST,
         invoices DESC, ${column}`;
}

const previewedSql = `
  SELECT run_id, preview_currency AS currency, sum(preview_invoices)::int AS invoices,
         sum(preview_credit_memos)::int AS credit_memos,
         sum(preview_invoiced_minor)::text AS invoiced,
         sum(preview_credited_minor)::text AS credited
    FROM bill_run_account
   WHERE run_id = ANY ($1::uuid[]) AND preview_currency IS NOT NULL
   GROUP BY run_id, preview_currency ORDER BY ${mainFirst("preview_currency")}`;

const postedSql = `
  SELECT run_id, currency, count(*) FILTER (WHERE type = 'invoice')::int AS invoices,
         count(*) FILTER (WHERE type = 'credit-memo')::int AS credit_memos,
         coalesce(sum(total_minor) FILTER (WHERE type = 'invoice'), 0)::text AS invoiced,
         coalesce(sum(total_minor) FILTER (WHERE type = 'credit-memo'), 0)::text AS credited
    FROM document
   WHERE run_id = ANY ($1::uuid[])
   GROUP BY run_id, currency ORDER BY ${mainFirst("currency")}`;

/** By run id, the main currency first: what was posted by runs that launched, else previewed. */
export async function totalsOfRuns(
  db: Db,
  runs: readonly Pick<BillRunRow, "id" | "launched_at">[],
): Promise<ReadonlyMap<string, readonly CurrencyTotals[]>> {
  const launched = runs.filter((run) => run.launched_at !== null).map((run) => run.id);
  const others = runs.filter((run) => run.launched_at === null).map((run) => run.id);
  const rows = [
    ...(launched.length > 0 ? await jsonRows<Row>(db, postedSql, launched) : []),
    ...(others.length > 0 ? await jsonRows<Row>(db, previewedSql, others) : []),
  ];
  const byRun = new Map<string, CurrencyTotals[]>();
  for (const row of rows) {
    const totals = byRun.get(row.run_id) ?? [];
    byRun.set(row.run_id, totals);
    totals.push({
      currency: row.currency,
      invoices: row.invoices,
      creditMemos: row.credit_memos,
      invoicedMinor: BigInt(row.invoiced),
      creditedMinor: BigInt(row.credited),
    });
  }
  return byRun;
}
