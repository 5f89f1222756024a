import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { CurrencyTotals } from "../billing/invoicing/totals.ts";
import type { ReversalView, ReversibleRun } from "../operations/invoices/drafts-books.ts";
import { builtOnLine, isTakenBack } from "./built-on.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";
import { type DraftRow, draftColumns, toDraft } from "./drafts.ts";

/** More runs than that are not named. */
const namedRuns = 20;

/** SQL: documents `d` of a run that nobody undid. */
const standing = `d.run_id = $1::uuid
  AND NOT EXISTS (SELECT FROM document r WHERE r.reverses = d.id)`;

/** What a run posted and nobody took back, without loading it: a run may have a million lines. */
export async function reversibleRun(db: Db, runId: string): Promise<ReversibleRun> {
  const totals = await totalsWhere(db, standing, runId);
  const facts = await jsonRow<{
    documents: number;
    latest: LocalDate | null;
    silent: number;
    content: string;
  }>(
    db,
    `WITH documents AS (SELECT * FROM document d WHERE ${standing}),
          silent AS (
            SELECT * FROM document_line l
             WHERE l.run_id = $1::uuid AND l.document_id IS NULL AND NOT ${isTakenBack})
     SELECT (SELECT count(*)::int FROM documents) AS documents,
            (SELECT max(invoice_on) FROM documents) AS latest,
            (SELECT count(*)::int FROM silent) AS silent,
            encode(sha256(convert_to(
              coalesce((SELECT string_agg(number || ' ' || total_minor, ',' ORDER BY number)
                          FROM documents), '') || ';' ||
              coalesce((SELECT string_agg(id::text, ',' ORDER BY id) FROM silent), ''), 'UTF8')),
              'hex') AS content`,
    runId,
  );
  if (!facts) throw new Error(`run ${runId} could not be looked at`);
  return {
    documents: facts.documents,
    silentLines: facts.silent,
    totals,
    latestInvoiceOn: facts.latest,
    content: facts.content,
    builtOn: await runsBuiltOn(db, runId),
    used: await usedCredits(db, runId),
  };
}

async function runsBuiltOn(db: Db, runId: string): Promise<readonly number[]> {
  const rows = await jsonRows<{ number: number }>(
    db,
    `SELECT r.number FROM bill_run r WHERE r.id IN (
       SELECT x.run_id FROM document_line l, LATERAL (SELECT x.run_id FROM ${builtOnLine}) x
        WHERE l.run_id = $1::uuid AND NOT ${isTakenBack}
          AND (l.document_id IS NULL OR l.document_id IN (SELECT id FROM document d
                                                           WHERE d.run_id = $1::uuid)))
      ORDER BY r.number LIMIT ${namedRuns}`,
    runId,
  );
  return rows.map(({ number }) => number);
}

function usedCredits(db: Db, runId: string): Promise<ReversibleRun["used"]> {
  return jsonRows(
    db,
    `SELECT d.number AS credit, i.number AS invoice
       FROM document d JOIN application a ON a.credit_id = d.id
       JOIN document i ON i.id = a.invoice_id
      WHERE ${standing} AND d.type = 'credit-memo' ORDER BY d.number, i.number LIMIT 5`,
    runId,
  );
}

/** In the order of a run's card: every invoice of the run is a credit memo of its reversal. */
async function totalsWhere(db: Db, where: string, id: string): Promise<readonly CurrencyTotals[]> {
  const rows = await jsonRows<
    Omit<CurrencyTotals, "invoicedMinor" | "creditedMinor"> & { invoiced: string; credited: string }
  >(
    db,
    `SELECT d.currency, count(*) FILTER (WHERE d.type = 'invoice')::int AS invoices,
            count(*) FILTER (WHERE d.type = 'credit-memo')::int AS "creditMemos",
            coalesce(sum(d.total_minor) FILTER (WHERE d.type = 'invoice'), 0)::text AS invoiced,
            coalesce(sum(d.total_minor) FILTER (WHERE d.type = 'credit-memo'), 0)::text AS credited
       FROM document d WHERE ${where} GROUP BY d.currency
      ORDER BY d.currency IS DISTINCT FROM (SELECT currency FROM billing_settings),
               greatest(count(*) FILTER (WHERE d.type = 'invoice'),
                        count(*) FILTER (WHERE d.type = 'credit-memo')) DESC, d.currency`,
    id,
  );
  return rows.map(({ invoiced, credited, ...row }) => ({
    ...row,
    invoicedMinor: BigInt(invoiced),
    creditedMinor: BigInt(credited),
  }));
}

/** The latest reversal of a run: how far it is, and what it posted. */
export async function viewReversal(db: Db, runId: string): Promise<ReversalView | null> {
  const row = await jsonRow<DraftRow>(
    db,
    `SELECT ${draftColumns} FROM document_draft x JOIN member m ON m.id = x.made_by
      WHERE x.run_id = $1::uuid ORDER BY x.made_at DESC, x.id DESC LIMIT 1`,
    runId,
  );
  if (!row) return null;
  const counts = await jsonRow<Counts>(
    db,
    `SELECT count(*)::int AS chunks, count(c.done_at)::int AS done,
            (SELECT json_agg(h ORDER BY h ->> 'payer')
               FROM draft_chunk c, jsonb_array_elements(c.held) h
              WHERE c.draft_id = $1::uuid) AS held
       FROM draft_chunk c WHERE c.draft_id = $1::uuid`,
    row.id,
  );
  const { chunks = 0, done = 0, held = null } = counts ?? {};
  return {
    draft: toDraft(row),
    chunks,
    doneChunks: done,
    // While it goes on the card is drawn every second; what it came to is added up at its end.
    posted: row.state === "posted" ? await postedBy(db, runId) : null,
    held: held ?? [],
  };
}

type Counts = {
  readonly chunks: number;
  readonly done: number;
  readonly held: readonly { readonly payer: string; readonly reason: string }[] | null;
};

/** What all reversals of a run posted; what was held is undone by a later one. */
async function postedBy(db: Db, runId: string): Promise<ReversalView["posted"]> {
  const ofRun = "d.draft_id IN (SELECT id FROM document_draft WHERE run_id = $1::uuid)";
  const ends = await jsonRow<{ first: string; last: string }>(
    db,
    `SELECT (array_agg(d.number ORDER BY d.type, d.series_year, d.series_position))[1] AS first,
            (array_agg(d.number ORDER BY d.type, d.series_year DESC, d.series_position DESC))[1]
              AS last
       FROM document d WHERE ${ofRun} HAVING count(*) > 0`,
    runId,
  );
  return ends && { ...ends, totals: await totalsWhere(db, ofRun, runId) };
}
