import type { Line } from "../billing/invoicing/document.ts";
import type { CreditableDocument, StoredDocument } from "../operations/invoices/drafts-books.ts";
import { builtOnLine, isTakenBack } from "./built-on.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";
import { type DocumentRow, documentSql, toDocument } from "./documents.ts";
import { type LineRow, lineColumns, toLine } from "./line-rows.ts";
import { openMinor } from "./open-balances.ts";

type Extras = { readonly line_ids: readonly string[]; readonly line_quote: string | null };

const extras = `
  (SELECT json_agg(l.id ORDER BY l.position) FROM document_line l WHERE l.document_id = d.id)
    AS line_ids,
  (SELECT min(l.quote) FROM document_line l WHERE l.document_id = d.id) AS line_quote`;

/** Documents that a condition on `d` finds, with the ids of their lines. */
export async function storedDocuments(
  db: Db,
  where: string,
  ...params: unknown[]
): Promise<StoredDocument[]> {
  const sql = `SELECT q.*, ${extras.replaceAll("d.id", "q.id")}
    FROM (${documentSql} WHERE ${where}) q
    ORDER BY q.account, q.number`;
  const rows = await jsonRows<DocumentRow & Extras>(db, sql, ...params);
  return rows.map((row) => ({
    document: toDocument(row),
    lineIds: row.line_ids ?? [],
    quote: row.line_quote,
  }));
}

/** All lines ever billed for subscriptions. */
export async function linesOfSubscriptions(
  db: Db,
  subscriptions: readonly string[],
): Promise<Line[]> {
  const rows = await jsonRows<LineRow>(
    db,
    `SELECT ${lineColumns} FROM document_line l WHERE l.subscription = ANY ($1::text[])
      ORDER BY l.subscription, l.charge, l.from_on, l.kind, l.correction`,
    [...subscriptions],
  );
  return rows.map(toLine);
}

/** The document with this number, and what a credit of it depends on. */
export async function creditableDocument(
  db: Db,
  number: string,
): Promise<CreditableDocument | null> {
  const [found] = await storedDocuments(db, "d.number = $1", number);
  if (!found) return null;
  const row = await jsonRow<{
    open: string;
    reversed_by: string | null;
    is_reversal: boolean;
    built_on: number[] | null;
  }>(
    db,
    `SELECT (${openMinor})::text AS open, d.reverses IS NOT NULL AS is_reversal,
            (SELECT r.number FROM document r WHERE r.reverses = d.id) AS reversed_by,
            (SELECT json_agg(DISTINCT r.number ORDER BY r.number)
               FROM document_line l, bill_run r
              WHERE l.document_id = d.id AND NOT ${isTakenBack}
                AND r.id IN (SELECT x.run_id FROM ${builtOnLine})) AS built_on
       FROM document d WHERE d.number = $1`,
    number,
  );
  if (!row) return null;
  const subscriptions = new Set(found.document.lines.map((line) => line.subscription));
  return {
    ...found,
    openMinor: BigInt(row.open),
    reversedBy: row.reversed_by,
    isReversal: row.is_reversal,
    builtOn: row.built_on ?? [],
    billed: await linesOfSubscriptions(db, [...subscriptions]),
  };
}
