import type { Draft } from "../operations/invoices/draft.ts";
import type { DraftPosting, SilentReversal } from "../operations/invoices/drafts-books.ts";
import { type Db, execute } from "./database.ts";
import { openBalances } from "./open-balances.ts";
import { insertDocuments, type NewDocument, type NewLine } from "./post-documents.ts";
import { uuidV7 } from "./uuid.ts";

/**
 * Posts what an approved draft makes: documents with their numbers and their places in the ledger,
 * silent lines, and what settles what. Null where no document was posted.
 */
export async function postDraft(
  db: Db,
  draft: Draft,
  documents: readonly DraftPosting[],
  silentLines: readonly SilentReversal[],
  at: Date,
): Promise<{ readonly documents: number; readonly first: string; readonly last: string } | null> {
  const made = documents.map((posting) => ({ posting, document: newDocument(draft, posting) }));
  const lines: NewLine[] = made.flatMap(({ posting, document }) => linesOf(posting, document.id));
  for (const [position, { line, reverses }] of silentLines.entries()) {
    lines.push({ documentId: null, position, line, reverses });
  }
  const posted = await insertDocuments(
    db,
    { draftId: draft.id },
    made.map(({ document }) => document),
    lines,
    at,
  );
  await settle(db, made, at);
  return posted && { documents: posted.documents, first: posted.first, last: posted.last };
}

function newDocument(draft: Draft, { document, postings, undoes }: DraftPosting): NewDocument {
  return {
    id: uuidV7(),
    entryId: uuidV7(),
    document,
    postings,
    ...(undoes ? { reverses: undoes.documentId } : {}),
    ...(draft.kind === "quote-invoice" && draft.quote !== null ? { quote: draft.quote } : {}),
  };
}

function linesOf({ document, undoes, quote }: DraftPosting, documentId: string): NewLine[] {
  return document.lines.map((line, position): NewLine => {
    const reverses = undoes?.lineIds[position];
    if (undoes && reverses === undefined) throw new Error("a line takes back no line");
    const isOfQuote = quote !== null && line.subscription === "";
    return {
      documentId,
      position,
      line,
      ...(reverses === undefined ? {} : { reverses }),
      ...(isOfQuote && (undoes || line.kind !== "credit") ? { quote } : {}),
    };
  });
}

type Made = { readonly posting: DraftPosting; readonly document: NewDocument };

/**
 * Credit memos and invoices settle each other as far as both are open: three statements, however
 * many there are.
 */
async function settle(db: Db, made: readonly Made[], at: Date): Promise<void> {
  const settling = made.flatMap(({ posting, document }) =>
    posting.settles === null ? [] : [{ document, other: posting.settles }],
  );
  const others = [...new Set(settling.map(({ other }) => other))];
  if (others.length === 0) return;
  // Locked before they are read: of two credits at once, the later sees what the earlier left.
  const lock = "SELECT id FROM document WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE";
  await execute(db, lock, others);
  const open = new Map(await openBalances(db, others));
  const rows = settling.flatMap(({ document, other }) => {
    const left = open.get(other) ?? 0n;
    const { totalMinor, type } = document.document;
    const amount = left < totalMinor ? left : totalMinor;
    open.set(other, left - amount);
    const [credit, invoice] = type === "credit-memo" ? [document.id, other] : [other, document.id];
    return amount > 0n ? [{ credit, invoice, amount }] : [];
  });
  await execute(
    db,
    `INSERT INTO application (id, credit_id, invoice_id, amount_minor, applied_at)
     SELECT id, credit, invoice, amount, $5::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[])
         AS a (id, credit, invoice, amount)`,
    rows.map(() => uuidV7()),
    rows.map(({ credit }) => credit),
    rows.map(({ invoice }) => invoice),
    rows.map(({ amount }) => amount.toString()),
    at.toISOString(),
  );
}
