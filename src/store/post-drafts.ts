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
  for (const { posting, document } of made) {
    if (posting.settles !== null) await settle(db, document, posting.settles, at);
  }
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

/** Credit memo and invoice settle each other as far as both are open. */
async function settle(db: Db, made: NewDocument, other: string, at: Date): Promise<void> {
  // Locked before it is read: of two credits at once, the later sees what the earlier left.
  await execute(db, "SELECT id FROM document WHERE id = $1::uuid FOR UPDATE", other);
  const open = (await openBalances(db, [other])).get(other) ?? 0n;
  const { totalMinor, type } = made.document;
  const amount = open < totalMinor ? open : totalMinor;
  if (amount <= 0n) return;
  const [credit, invoice] = type === "credit-memo" ? [made.id, other] : [other, made.id];
  await execute(
    db,
    `INSERT INTO application (id, credit_id, invoice_id, amount_minor, applied_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::bigint, $5::timestamptz)`,
    uuidV7(),
    credit,
    invoice,
    amount.toString(),
    at.toISOString(),
  );
}
