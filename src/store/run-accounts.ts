import type {
  RunAccountFilter,
  RunAccountRow,
} from "../operations/bill-runs/run-accounts-books.ts";
import { type Db, jsonRows } from "./database.ts";

type Row = Omit<RunAccountRow, "invoicedMinor" | "creditedMinor" | "previousMinor"> & {
  readonly invoiced: string;
  readonly credited: string;
  readonly previous: string | null;
};

/** Rows of a run with the result of the phase that went last, as a table `x`. */
const resultsSql = `
  SELECT b.run_id, b.account, a.name, a.segment, b.payer, a.currency, b.preview_digest AS digest,
         CASE WHEN r.launched_at IS NULL THEN b.preview_result ELSE b.launch_result END AS result,
         CASE WHEN r.launched_at IS NULL THEN b.preview_reason_code ELSE b.launch_reason_code END
           AS "reasonCode",
         CASE WHEN r.launched_at IS NULL THEN b.preview_reason ELSE b.launch_reason END AS reason,
         CASE WHEN b.launch_result IN ('parked', 'held') THEN 0
              ELSE coalesce(b.preview_invoiced_minor, 0) END AS invoiced,
         CASE WHEN b.launch_result IN ('parked', 'held') THEN 0
              ELSE coalesce(b.preview_credited_minor, 0) END AS credited,
         b.preview_previous_minor AS previous
    FROM bill_run_account b
    JOIN bill_run r ON r.id = b.run_id
    JOIN account a ON a.key = b.account
   WHERE b.run_id = $1::uuid`;

/** What is looked up for the rows of a page only. */
const pageColumns = `
  x.account, x.name, x.segment, x.payer, x.currency, x.digest, x.result, x."reasonCode", x.reason,
  x.invoiced::text AS invoiced, x.credited::text AS credited, x.previous::text AS previous,
  coalesce((SELECT json_agg(f.kind ORDER BY f.kind) FROM bill_run_finding f
             WHERE f.run_id = x.run_id AND f.payer = x.account), '[]') AS findings,
  coalesce((SELECT json_agg(d.number ORDER BY d.number) FROM document d
             WHERE d.run_id = x.run_id AND d.account = x.account), '[]') AS documents`;

const filterSql = `
  ($2::text[] IS NULL OR x.result = ANY ($2::text[]))
  AND ($3::text IS NULL OR EXISTS (
         SELECT FROM bill_run_finding f
          WHERE f.run_id = x.run_id AND f.payer = x.account AND f.kind = $3::text))
  AND ($4::text IS NULL OR x.account ILIKE $4 OR x.name ILIKE $4)`;

function filterParams({ results, finding, text }: RunAccountFilter): readonly unknown[] {
  const like = text?.replaceAll(/[\\%_]/g, (char) => `\\${char}`);
  return [results ? [...results] : null, finding ?? null, like ? `%${like}%` : null];
}

/** Accounts of a run in the order of their keys. */
export async function listRunAccounts(
  db: Db,
  runId: string,
  filter: RunAccountFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly RunAccountRow[]> {
  const rows = await jsonRows<Row>(
    db,
    `SELECT ${pageColumns} FROM (
       SELECT * FROM (${resultsSql} AND b.account > $5) x WHERE ${filterSql}
        ORDER BY account LIMIT $6) x ORDER BY x.account`,
    runId,
    ...filterParams(filter),
    after ?? "",
    limit,
  );
  return rows.map(toRow);
}

/** One account of a run; null where it has none. */
export async function findRunAccount(
  db: Db,
  runId: string,
  account: string,
): Promise<RunAccountRow | null> {
  const rows = await jsonRows<Row>(
    db,
    `SELECT ${pageColumns} FROM (${resultsSql} AND b.account = $2) x`,
    runId,
    account,
  );
  return rows[0] ? toRow(rows[0]) : null;
}

/** Accounts of a run, the largest bills first. */
export async function pageRunAccounts(
  db: Db,
  runId: string,
  filter: RunAccountFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly RunAccountRow[]> {
  const order = "x.invoiced DESC, x.credited DESC, x.account";
  const rows = await jsonRows<Row>(
    db,
    `SELECT ${pageColumns} FROM (
       SELECT * FROM (${resultsSql}) x WHERE ${filterSql}
        ORDER BY ${order} OFFSET $5 LIMIT $6) x ORDER BY ${order}`,
    runId,
    ...filterParams(filter),
    offset,
    limit,
  );
  return rows.map(toRow);
}

/**
 * Billed payers whose bill changed most; first bills have nothing to be compared with. Amounts of
 * two currencies have no order, so each currency gives its largest change, then its second largest,
 * until there are enough.
 */
export async function mostChanged(
  db: Db,
  runId: string,
  limit: number,
): Promise<readonly RunAccountRow[]> {
  const change = "abs(x.invoiced - x.previous)";
  const rows = await jsonRows<Row>(
    db,
    `SELECT ${pageColumns} FROM (
       SELECT x.*, row_number() OVER (PARTITION BY x.currency ORDER BY ${change} DESC, x.account)
                AS place, ${change} AS change
         FROM (${resultsSql}) x
        WHERE x.invoiced > 0 AND x.result = 'billed' AND ${change} > 0
        ORDER BY place, x.currency LIMIT $2) x
      ORDER BY x.currency = (SELECT s.currency FROM billing_settings s LIMIT 1) DESC NULLS LAST,
               x.currency, x.change DESC, x.account`,
    runId,
    limit,
  );
  return rows.map(toRow);
}

function toRow({ invoiced, credited, previous, ...row }: Row): RunAccountRow {
  return {
    ...row,
    invoicedMinor: BigInt(invoiced),
    creditedMinor: BigInt(credited),
    previousMinor: previous === null ? null : BigInt(previous),
  };
}
