import type { Draft, DraftKind, DraftState, NewDraft } from "../operations/invoices/draft.ts";
import { DraftExists } from "../operations/invoices/drafts-books.ts";
import { type Db, execute, jsonRow } from "./database.ts";
import { uuidV7 } from "./uuid.ts";

/** Columns of a draft for `jsonRows`, from `document_draft x` and its maker `m`. */
export const draftColumns = `
  x.id, x.kind, x.subject, x.run_id AS "runId", x.document_id AS "documentId", x.quote,
  x.amount_minor::text AS "amountMinor", x.dated_on AS "datedOn", x.note,
  x.po_number AS "poNumber", x.digest, x.made_by AS "madeBy", m.name AS "madeByName",
  x.made_at AS "madeAt", x.state, x.ended_by AS "endedBy", x.ended_because AS "endedBecause",
  x.ended_at AS "endedAt"`;

/** What `draftColumns` gives. */
export type DraftRow = Omit<Draft, "amountMinor"> & { readonly amountMinor: string | null };

const draftSql = `SELECT ${draftColumns} FROM document_draft x JOIN member m ON m.id = x.made_by`;

/** The draft with this id. */
export async function findDraft(db: Db, id: string): Promise<Draft | null> {
  const row = await jsonRow<DraftRow>(db, `${draftSql} WHERE x.id = $1::uuid`, id);
  return row && toDraft(row);
}

/** The latest draft of a kind about a subject. */
export async function latestDraft(db: Db, kind: DraftKind, subject: string): Promise<Draft | null> {
  const sql = `${draftSql} WHERE x.kind = $1 AND x.subject = $2
    ORDER BY x.made_at DESC, x.id DESC LIMIT 1`;
  const row = await jsonRow<DraftRow>(db, sql, kind, subject);
  return row && toDraft(row);
}

/** Makes a draft; of two about one subject at once, the second throws `DraftExists`. */
export async function insertDraft(db: Db, draft: NewDraft): Promise<Draft> {
  const id = uuidV7();
  const made = await execute(
    db,
    `INSERT INTO document_draft (id, kind, subject, run_id, document_id, quote, amount_minor,
       dated_on, note, po_number, digest, made_by, made_at)
     VALUES ($1::uuid, $2, $3, $4::uuid, $5::uuid, $6, $7::bigint, $8::date, $9, $10, $11,
       $12::uuid, $13::timestamptz)
     ON CONFLICT (kind, subject) WHERE state IN ('waiting', 'posting') DO NOTHING`,
    id,
    draft.kind,
    draft.subject,
    draft.runId,
    draft.documentId,
    draft.quote,
    draft.amountMinor?.toString() ?? null,
    draft.datedOn,
    draft.note,
    draft.poNumber,
    draft.digest,
    draft.madeBy,
    draft.madeAt,
  );
  const found = made === 1 ? await findDraft(db, id) : null;
  if (!found) throw new DraftExists(draft.subject);
  return found;
}

/** Moves a draft on with one conditional UPDATE; false if it is elsewhere by now. */
export async function moveDraft(
  db: Db,
  id: string,
  from: DraftState,
  to: DraftState,
  end: { readonly by: string; readonly because: string | null; readonly at: Date },
): Promise<boolean> {
  const moved = await execute(
    db,
    `UPDATE document_draft SET state = $3, ended_by = coalesce(ended_by, $4),
       ended_because = coalesce(ended_because, $5), ended_at = $6::timestamptz
      WHERE id = $1::uuid AND state = $2`,
    id,
    from,
    to,
    end.by,
    end.because,
    end.at.toISOString(),
  );
  return moved === 1;
}

/** A draft as the desk knows it. */
export function toDraft(row: DraftRow): Draft {
  return {
    ...row,
    amountMinor: row.amountMinor === null ? null : BigInt(row.amountMinor),
    madeAt: new Date(row.madeAt).toISOString(),
    endedAt: row.endedAt && new Date(row.endedAt).toISOString(),
  };
}
