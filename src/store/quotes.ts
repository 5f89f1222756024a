import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { Quote } from "../billing/subscriptions/subscription.ts";
import type { QuoteRow, QuoteToInvoice } from "../operations/invoices/drafts-books.ts";
import { type AccountRow, accountColumns, toAccount } from "./account-rows.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";
import { type DraftRow, draftColumns, toDraft } from "./drafts.ts";

type Row = {
  readonly key: string;
  readonly account: string;
  readonly title: string;
  readonly amount: string;
  readonly currency: string;
  readonly validUntilOn: LocalDate | null;
  readonly accountName: string;
  readonly invoice: string | null;
  readonly draft: DraftRow | null;
};

const quoteSql = `
  SELECT q.key, q.account, q.title, q.amount::text AS amount, q.currency,
         q.valid_until_on AS "validUntilOn", a.name AS "accountName", d.number AS invoice,
         (SELECT to_json(y) FROM (
            SELECT ${draftColumns} FROM document_draft x JOIN member m ON m.id = x.made_by
             WHERE x.quote = q.key ORDER BY x.made_at DESC, x.id DESC LIMIT 1) y) AS draft
    FROM quote q JOIN account a ON a.key = q.account LEFT JOIN document d ON d.quote = q.key`;

/** Quotes, those without an invoice first. */
export async function listQuotes(db: Db, limit: number): Promise<readonly QuoteRow[]> {
  const sql = `${quoteSql} ORDER BY d.number IS NOT NULL, q.key LIMIT $1`;
  return (await jsonRows<Row>(db, sql, limit)).map(toQuoteRow);
}

/** One quote with the account that pays for it. */
export async function findQuote(db: Db, key: string): Promise<QuoteToInvoice | null> {
  const row = await jsonRow<Row>(db, `${quoteSql} WHERE q.key = $1`, key);
  if (!row) return null;
  const payer = await jsonRow<AccountRow>(
    db,
    `SELECT ${accountColumns} FROM account a
      WHERE a.key = (SELECT payer FROM account WHERE key = $1)`,
    row.account,
  );
  if (!payer) throw new Error(`account ${row.account} has no payer`);
  return { ...toQuoteRow(row), payer: toAccount(payer) };
}

/** Quotes among these that have an invoice. */
export async function invoicedQuotes(
  db: Db,
  keys: readonly string[],
): Promise<readonly { quote: Quote; invoice: string }[]> {
  const sql = `${quoteSql} WHERE q.key = ANY ($1::text[]) AND d.number IS NOT NULL ORDER BY q.key`;
  const rows = (await jsonRows<Row>(db, sql, [...keys])).map(toQuoteRow);
  return rows.map(({ quote, invoice }) => ({ quote, invoice: invoice ?? "" }));
}

function toQuoteRow({ accountName, invoice, draft, validUntilOn, ...row }: Row): QuoteRow {
  return {
    quote: { ...row, ...(validUntilOn === null ? {} : { validUntilOn }) },
    accountName,
    invoice,
    draft: draft && toDraft(draft),
  };
}
