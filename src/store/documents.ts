import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { DocumentTax, DocumentType } from "../billing/invoicing/document.ts";
import type { PostedDocument } from "../operations/book-records.ts";
import { type Db, jsonRows } from "./database.ts";
import { type LineRow, lineColumns, toLine } from "./line-rows.ts";

/** What `documentSql` gives. */
export type DocumentRow = {
  readonly id: string;
  readonly number: string;
  /** Null where no run posted it. */
  readonly run_number: number | null;
  readonly type: DocumentType;
  readonly account: string;
  readonly currency: string;
  readonly invoice_on: LocalDate;
  readonly due_on: LocalDate;
  readonly subtotal_minor: string;
  readonly discount_minor: string;
  readonly tax_minor: string;
  readonly total_minor: string;
  readonly lines: readonly LineRow[];
  readonly taxes: readonly {
    readonly rate: string;
    readonly percent: string;
    readonly inclusive: boolean;
    readonly base_minor: string;
    readonly tax_minor: string;
  }[];
};

/** Documents with their lines and taxes, from `document d`. */
export const documentSql = `
  SELECT d.id, d.number, r.number AS run_number, d.type, d.account, d.currency, d.invoice_on,
         d.due_on, d.subtotal_minor::text AS subtotal_minor,
         d.discount_minor::text AS discount_minor, d.tax_minor::text AS tax_minor,
         d.total_minor::text AS total_minor,
         coalesce((SELECT json_agg(x) FROM (
           SELECT ${lineColumns} FROM document_line l WHERE l.document_id = d.id ORDER BY l.position
         ) x), '[]') AS lines,
         coalesce((SELECT json_agg(x) FROM (
           SELECT t.rate, t.percent::text AS percent, t.inclusive,
                  t.base_minor::text AS base_minor, t.tax_minor::text AS tax_minor
             FROM document_tax t WHERE t.document_id = d.id ORDER BY t.position
         ) x), '[]') AS taxes
    FROM document d LEFT JOIN bill_run r ON r.id = d.run_id`;

/** The newest documents that an account owes, the latest first. */
export async function documentsOfAccount(
  db: Db,
  account: string,
  limit: number,
): Promise<readonly PostedDocument[]> {
  const sql = `${documentSql} WHERE d.account = $1
    ORDER BY d.invoice_on DESC, d.posted_at DESC, d.number DESC LIMIT $2`;
  return (await jsonRows<DocumentRow>(db, sql, account, limit)).map(toDocument);
}

/** What a run posted for some payers. */
export async function documentsOfPayers(
  db: Db,
  runId: string,
  payers: readonly string[],
): Promise<readonly PostedDocument[]> {
  const sql = `${documentSql} WHERE d.run_id = $1::uuid AND d.account = ANY ($2::text[])
    ORDER BY d.account, d.type`;
  return (await jsonRows<DocumentRow>(db, sql, runId, [...payers])).map(toDocument);
}

/** The invoices of the run that billed each payer last, one run aside. */
export async function lastInvoices(
  db: Db,
  payers: readonly string[],
  notOfRun: string,
): Promise<readonly PostedDocument[]> {
  const sql = `${documentSql}
    JOIN (SELECT DISTINCT ON (account) account, run_id FROM document
           WHERE account = ANY ($1::text[]) AND type = 'invoice' AND run_id <> $2::uuid
           ORDER BY account, invoice_on DESC, series_year DESC, series_position DESC) AS last
      ON last.account = d.account AND last.run_id = d.run_id
    WHERE d.type = 'invoice' ORDER BY d.account, d.series_year, d.series_position`;
  return (await jsonRows<DocumentRow>(db, sql, [...payers], notOfRun)).map(toDocument);
}

/** A document as the desk knows it. */
export function toDocument(row: DocumentRow): PostedDocument {
  return {
    id: row.id,
    number: row.number,
    runNumber: row.run_number,
    type: row.type,
    account: row.account,
    currency: row.currency,
    invoiceOn: row.invoice_on,
    dueOn: row.due_on,
    lines: row.lines.map(toLine),
    taxes: row.taxes.map(
      (tax): DocumentTax => ({
        rate: tax.rate,
        percent: tax.percent,
        inclusive: tax.inclusive,
        baseMinor: BigInt(tax.base_minor),
        taxMinor: BigInt(tax.tax_minor),
      }),
    ),
    subtotalMinor: BigInt(row.subtotal_minor),
    discountMinor: BigInt(row.discount_minor),
    taxMinor: BigInt(row.tax_minor),
    totalMinor: BigInt(row.total_minor),
  };
}
