import type { Selection } from "../billing/bill-run/proposal.ts";
import type { SelectedAccounts } from "../operations/bill-runs/run-accounts-books.ts";
import { type Db, jsonRow } from "./database.ts";
import { selectionSql } from "./selection-sql.ts";

type Row = {
  readonly selected: number;
  readonly onPlans: number;
  readonly run: number | null;
  readonly left: number;
};

/** How many accounts a selection takes in: one statement, asked at every choice in a form. */
export async function countSelected(db: Db, select: Selection): Promise<SelectedAccounts> {
  const { where, params } = selectionSql(select, 2);
  const plans = select.plans ? [...select.plans] : null;
  const row = await jsonRow<Row>(
    db,
    `WITH chosen AS (SELECT a.key FROM account a WHERE ${where}),
     last AS (
       SELECT r.id, r.number FROM bill_run r
        WHERE r.state = 'completed-with-exceptions'
          AND NOT EXISTS (SELECT FROM bill_run t
                           WHERE t.retry_of = r.number AND t.state <> 'canceled')
        ORDER BY r.number DESC LIMIT 1)
     SELECT (SELECT count(*)::int FROM chosen) AS selected,
            CASE WHEN $1::text[] IS NULL THEN 0 ELSE (
              SELECT count(*)::int FROM chosen c WHERE EXISTS (
                SELECT FROM subscription s WHERE s.account = c.key AND (
                  s.plan = ANY ($1::text[]) OR EXISTS (
                    SELECT FROM subscription_change e
                     WHERE e.subscription = s.key AND e.content ->> 'plan' = ANY ($1::text[])))))
              END AS "onPlans",
            (SELECT number FROM last) AS run,
            (SELECT count(*)::int FROM last l
               JOIN bill_run_account b ON b.run_id = l.id
               JOIN bill_run_chunk c ON c.id = b.chunk_id
              WHERE (c.launch_counts ->> 'parked' IS NOT NULL
                     OR c.launch_counts ->> 'held' IS NOT NULL)
                AND b.launch_result IN ('parked', 'held')
                AND b.account IN (SELECT key FROM chosen)) AS left`,
    plans,
    ...params,
  );
  const { selected = 0, onPlans = 0, run = null, left = 0 } = row ?? {};
  return {
    selected,
    onPlans: plans === null ? null : onPlans,
    left: run === null || left === 0 ? null : { run, accounts: left },
  };
}
