import type { Line, ProposedDocument } from "../billing/invoicing/document.ts";
import type { Posting } from "../billing/ledger/posting.ts";
import type { LeasedChunk, PayerOutcome } from "../operations/book-records.ts";
import type { NumberEnds } from "./chunk-sums.ts";
import { type Db, execute } from "./database.ts";
import { partsToJson } from "./line-rows.ts";
import { type Numbered, takeNumbers } from "./number-series.ts";
import { uuidV7 } from "./uuid.ts";

/** Where documents come from. */
export type DocumentOrigin = { readonly runId: string } | { readonly draftId: string };

/** A document on its way in. */
export type NewDocument = {
  readonly id: string;
  readonly entryId: string;
  readonly document: ProposedDocument;
  readonly postings: readonly Posting[];
  /** The document that it undoes. */
  readonly reverses?: string;
  /** The quote whose invoice it is. */
  readonly quote?: string;
};

/** A line on its way in. */
export type NewLine = {
  readonly documentId: string | null;
  readonly position: number;
  readonly line: Line;
  /** The line that it takes back. */
  readonly reverses?: string;
  /** The quote that it is of. */
  readonly quote?: string;
};

/** What a chunk posted, for the audit trail. */
export type PostedNumbers = {
  readonly documents: number;
  readonly first: string;
  readonly last: string;
  /** By type of document. */
  readonly numbers: Readonly<Record<string, NumberEnds>>;
};

/**
 * Writes the documents of a chunk: lines, taxes and journal first, then the headers with their
 * numbers. One statement a table, whatever the number of rows. Null where nothing was posted.
 */
export async function postDocuments(
  db: Db,
  chunk: LeasedChunk,
  outcomes: readonly PayerOutcome[],
  at: Date,
): Promise<PostedNumbers | null> {
  const documents = outcomes.flatMap((outcome) =>
    outcome.documents.map((each): NewDocument => ({ id: uuidV7(), entryId: uuidV7(), ...each })),
  );
  const lines = [
    ...documents.flatMap(({ id, document }) =>
      document.lines.map((line, position) => ({ documentId: id, position, line })),
    ),
    ...outcomes.flatMap(({ silentLines }) =>
      silentLines.map((line, position) => ({ documentId: null, position, line })),
    ),
  ];
  return insertDocuments(db, { runId: chunk.runId }, documents, lines, at);
}

/** Writes documents that add up, with all their lines, whatever they come from. */
export async function insertDocuments(
  db: Db,
  origin: DocumentOrigin,
  documents: readonly NewDocument[],
  lines: readonly NewLine[],
  at: Date,
): Promise<PostedNumbers | null> {
  for (const { document, postings } of documents) assertAddsUp(document, postings);
  await insertLines(db, origin, lines);
  if (documents.length === 0) return null;
  await insertTaxes(db, documents);
  await insertJournal(db, documents);
  return insertHeaders(db, origin, documents, at);
}

function originColumns(
  origin: DocumentOrigin,
): readonly [runId: string | null, draft: string | null] {
  return "runId" in origin ? [origin.runId, null] : [null, origin.draftId];
}

/** The last look before it is final: both sides of the money are the same. */
function assertAddsUp(document: ProposedDocument, postings: readonly Posting[]): void {
  const sign = document.type === "invoice" ? 1n : -1n;
  let [amount, discount, tax, taxes, posted] = [0n, 0n, 0n, 0n, 0n];
  for (const line of document.lines) {
    amount += line.amountMinor;
    discount += line.discountMinor;
    tax += line.taxMinor;
  }
  for (const rate of document.taxes) taxes += rate.taxMinor;
  for (const posting of postings) posted += posting.amountMinor;
  const { subtotalMinor, discountMinor, taxMinor, totalMinor } = document;
  const sound =
    sign * amount === subtotalMinor &&
    sign * discount === discountMinor &&
    sign * tax === taxMinor &&
    taxes === taxMinor &&
    subtotalMinor - discountMinor + taxMinor === totalMinor &&
    totalMinor >= 0n &&
    posted === 0n;
  if (!sound) throw new Error(`a ${document.type} of ${document.account} does not add up`);
}

async function insertLines(
  db: Db,
  origin: DocumentOrigin,
  lines: readonly NewLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const [runId, draftId] = originColumns(origin);
  const column = <T>(value: (line: Line) => T): T[] => lines.map(({ line }) => value(line));
  await execute(
    db,
    `INSERT INTO document_line (run_id, draft_id, id, document_id, position, account, subscription,
       charge, kind, from_on, to_on, period_from_on, correction, corrects, quantity, fraction,
       amount_minor, discount_minor, tax_minor, discounts, taxes, terms, why, reverses, quote)
     SELECT $1::uuid, $23::uuid, id, document_id, position, account, nullif(subscription, ''),
            charge, kind, from_on, to_on, period_from_on, correction,
            string_to_array(corrects, ','), quantity, fraction, amount, discount, tax, discounts,
            taxes, terms, why, reverses, quote
       FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[],
                   $8::text[], $9::date[], $10::date[], $11::date[], $12::int[], $13::text[],
                   $14::numeric[], $15::text[], $16::bigint[], $17::bigint[], $18::bigint[],
                   $19::jsonb[], $20::jsonb[], $21::text[], $22::text[], $24::uuid[], $25::text[])
         AS l (id, document_id, position, account, subscription, charge, kind, from_on, to_on,
               period_from_on, correction, corrects, quantity, fraction, amount, discount, tax,
               discounts, taxes, terms, why, reverses, quote)`,
    runId,
    lines.map(() => uuidV7()),
    lines.map(({ documentId }) => documentId),
    lines.map(({ position }) => position),
    column((line) => line.account),
    column((line) => line.subscription),
    column((line) => line.charge),
    column((line) => line.kind),
    column((line) => line.from),
    column((line) => line.to),
    column((line) => line.periodFrom),
    column((line) => line.correction),
    column((line) => line.corrects.join(",")),
    column((line) => line.quantity),
    column((line) => line.fraction),
    column((line) => line.amountMinor.toString()),
    column((line) => line.discountMinor.toString()),
    column((line) => line.taxMinor.toString()),
    column((line) => partsToJson(line.discounts)),
    column((line) => partsToJson(line.taxes)),
    column((line) => line.terms),
    column((line) => line.why),
    draftId,
    lines.map(({ reverses }) => reverses ?? null),
    lines.map(({ quote }) => quote ?? null),
  );
}

async function insertTaxes(db: Db, documents: readonly NewDocument[]): Promise<void> {
  const taxes = documents.flatMap(({ id, document }) =>
    document.taxes.map((tax, position) => ({ id, position, ...tax })),
  );
  if (taxes.length === 0) return;
  await execute(
    db,
    `INSERT INTO document_tax
       (document_id, position, rate, percent, inclusive, base_minor, tax_minor)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::numeric[], $5::bool[],
                          $6::bigint[], $7::bigint[])`,
    taxes.map((tax) => tax.id),
    taxes.map((tax) => tax.position),
    taxes.map((tax) => tax.rate),
    taxes.map((tax) => tax.percent),
    taxes.map((tax) => tax.inclusive),
    taxes.map((tax) => tax.baseMinor.toString()),
    taxes.map((tax) => tax.taxMinor.toString()),
  );
}

async function insertJournal(db: Db, documents: readonly NewDocument[]): Promise<void> {
  // A document over nothing moves no money and has no entry.
  const entries = documents.filter(({ postings }) => postings.length > 0);
  if (entries.length === 0) return;
  await execute(
    db,
    `INSERT INTO journal_entry (id, document_id, currency, entry_on)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[])`,
    entries.map(({ entryId }) => entryId),
    entries.map(({ id }) => id),
    entries.map(({ document }) => document.currency),
    entries.map(({ document }) => document.invoiceOn),
  );
  const postings = entries.flatMap(({ entryId, postings }) =>
    postings.map((posting, position) => ({ entryId, position, ...posting })),
  );
  await execute(
    db,
    `INSERT INTO posting (entry_id, position, ledger_account, amount_minor)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[])`,
    postings.map((posting) => posting.entryId),
    postings.map((posting) => posting.position),
    postings.map((posting) => posting.ledgerAccount),
    postings.map((posting) => posting.amountMinor.toString()),
  );
}

async function insertHeaders(
  db: Db,
  origin: DocumentOrigin,
  documents: readonly NewDocument[],
  at: Date,
): Promise<PostedNumbers> {
  const [runId, draftId] = originColumns(origin);
  const numbered = await takeNumbers(db, documents, ({ document }) => document, at);
  const column = <T>(value: (document: ProposedDocument) => T): T[] =>
    numbered.map(({ of: { document } }) => value(document));
  await execute(
    db,
    `INSERT INTO document (run_id, id, legal_entity_id, type, series_year, series_position, number,
       account, currency, invoice_on, due_on, subtotal_minor, discount_minor, tax_minor,
       total_minor, posted_at, reverses, quote, draft_id)
     SELECT $1::uuid, n.*, $19::uuid
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::int[], $7::text[],
                   $8::text[], $9::text[], $10::date[], $11::date[], $12::bigint[],
                   $13::bigint[], $14::bigint[], $15::bigint[], $16::timestamptz[],
                   $17::uuid[], $18::text[]) AS n`,
    runId,
    numbered.map(({ of }) => of.id),
    numbered.map(({ legalEntityId }) => legalEntityId),
    column((document) => document.type),
    numbered.map(({ year }) => year),
    numbered.map(({ position }) => position),
    numbered.map(({ number }) => number),
    column((document) => document.account),
    column((document) => document.currency),
    column((document) => document.invoiceOn),
    column((document) => document.dueOn),
    column((document) => document.subtotalMinor.toString()),
    column((document) => document.discountMinor.toString()),
    column((document) => document.taxMinor.toString()),
    column((document) => document.totalMinor.toString()),
    numbered.map(({ postedAt }) => postedAt),
    numbered.map(({ of }) => of.reverses ?? null),
    numbered.map(({ of }) => of.quote ?? null),
    draftId,
  );
  const [first, last] = [numbered[0]?.number ?? "", numbered.at(-1)?.number ?? ""];
  return { documents: numbered.length, first, last, numbers: endsOf(numbered) };
}

/** Numbers come series by series, so the first and the last of a type are its ends. */
function endsOf(numbered: readonly Numbered<NewDocument>[]): PostedNumbers["numbers"] {
  const ends: Record<string, NumberEnds> = {};
  for (const { of, number } of numbered) {
    const { type } = of.document;
    ends[type] = { first: ends[type]?.first ?? number, last: number };
  }
  return ends;
}
