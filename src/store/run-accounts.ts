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

/** The result of the phase that went last, and what is billed; over `b` and the run `r`. */
const result = "CASE WHEN r.launched_at IS NULL THEN b.preview_result ELSE b.launch_result END";
const amountOf = (column: string) =>
  `CASE WHEN b.launch_result IN ('parked', 'held') THEN 0 ELSE coalesce(b.${column}, 0) END`;

/** Rows of a run that were picked before, as a table `x`. */
const rowsOf = (picked: string) => `
  SELECT b.run_id, b.account, a.name, a.segment, b.payer, a.currency, b.preview_digest AS digest,
         ${result} AS result,
         CASE WHEN r.launched_at IS NULL THEN b.preview_reason_code ELSE b.launch_reason_code END
           AS "reasonCode",
         CASE WHEN r.launched_at IS NULL THEN b.preview_reason ELSE b.launch_reason END AS reason,
         ${amountOf("preview_invoiced_minor")} AS invoiced,
         ${amountOf("preview_credited_minor")} AS credited,
         b.preview_previous_minor AS previous
    FROM (${picked}) p
    JOIN bill_run_account b ON b.run_id = $1::uuid AND b.account = p.account
    JOIN bill_run r ON r.id = b.run_id
    JOIN account a ON a.key = b.account`;

/** What is looked up for the rows of a page only. */
const pageColumns = `
  x.account, x.name, x.segment, x.payer, x.currency, x.digest, x.result, x."reasonCode", x.reason,
  x.invoiced::text AS invoiced, x.credited::text AS credited, x.previous::text AS previous,
  coalesce((SELECT json_agg(f.kind ORDER BY f.kind) FROM bill_run_finding f
             WHERE f.run_id = x.run_id AND f.payer = x.account), '[]') AS findings,
  coalesce((SELECT json_agg(d.number ORDER BY d.number) FROM document d
             WHERE d.run_id = x.run_id AND d.account = x.account), '[]') AS documents`;

/** Picks accounts of a run; names and findings are looked at only where somebody asks for them. */
function picking({ text, finding }: RunAccountFilter): string {
  const named = "JOIN account a ON a.key = b.account AND (b.account ILIKE $4 OR a.name ILIKE $4)";
  const found =
    "JOIN bill_run_finding f ON f.run_id = b.run_id AND f.payer = b.account AND f.kind = $3::text";
  return `SELECT b.account FROM bill_run_account b JOIN bill_run r ON r.id = b.run_id
      ${text === undefined ? "" : named} ${finding === undefined ? "" : found}
     WHERE b.run_id = $1::uuid AND ($2::text[] IS NULL OR ${result} = ANY ($2::text[]))
       AND ($3::text IS NULL OR true) AND ($4::text IS NULL OR true)`;
}

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
    `SELECT ${pageColumns} FROM (${rowsOf(
      `${picking(filter)} AND b.account > $5 ORDER BY b.account LIMIT $6`,
    )}) x ORDER BY x.account`,
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
    `SELECT ${pageColumns} FROM (${rowsOf("SELECT $2::text AS account")}) x`,
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
  const picked = `${picking(filter)}
     ORDER BY ${amountOf("preview_invoiced_minor")} DESC,
              ${amountOf("preview_credited_minor")} DESC, b.account OFFSET $5 LIMIT $6`;
  const rows = await jsonRows<Row>(
    db,
    `SELECT ${pageColumns} FROM (${rowsOf(picked)}) x
      ORDER BY x.invoiced DESC, x.credited DESC, x.account`,
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
  const change = "abs(b.preview_invoiced_minor - b.preview_previous_minor)";
  const picked = `
    SELECT account FROM (
      SELECT b.account, b.preview_currency AS currency,
             row_number() OVER (PARTITION BY b.preview_currency ORDER BY ${change} DESC, b.account)
               AS place
        FROM bill_run_account b
       WHERE b.run_id = $1::uuid AND b.preview_invoiced_minor > 0 AND ${change} > 0
         AND b.preview_result = 'billed' AND coalesce(b.launch_result, 'billed') = 'billed') c
     WHERE place <= $2 ORDER BY place, currency LIMIT $2`;
  const rows = await jsonRows<Row>(
    db,
    `SELECT ${pageColumns} FROM (${rowsOf(picked)}) x
      ORDER BY x.currency = (SELECT s.currency FROM billing_settings s LIMIT 1) DESC NULLS LAST,
               x.currency, abs(x.invoiced - x.previous) DESC, x.account`,
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
