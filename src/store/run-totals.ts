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

/** The company's own currency comes first, then those of most invoices. */
const totalsSql = `
  SELECT c.run_id, t.key AS currency, sum((t.value ->> 'invoices')::int)::int AS invoices,
         sum((t.value ->> 'creditMemos')::int)::int AS credit_memos,
         sum((t.value ->> 'invoiced')::numeric)::text AS invoiced,
         sum((t.value ->> 'credited')::numeric)::text AS credited
    FROM bill_run_chunk c JOIN bill_run r ON r.id = c.run_id,
         jsonb_each(CASE WHEN r.launched_at IS NULL THEN c.preview_sums ELSE c.launch_sums END
                      -> 'totals') t
   WHERE c.run_id = ANY ($1::uuid[])
   GROUP BY c.run_id, t.key
   ORDER BY t.key = (SELECT s.currency FROM billing_settings s LIMIT 1) DESC NULLS LAST,
         invoices DESC, t.key`;

/**
 * By run id, the main currency first: what was posted by runs that launched, else previewed. It
 * adds up the chunks' sums, so a run of a million accounts costs no more than its few thousand
 * chunks.
 */
export async function totalsOfRuns(
  db: Db,
  runs: readonly Pick<BillRunRow, "id">[],
): Promise<ReadonlyMap<string, readonly CurrencyTotals[]>> {
  const rows = await jsonRows<Row>(
    db,
    totalsSql,
    runs.map(({ id }) => id),
  );
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
