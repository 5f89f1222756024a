import type {
  AuditHead,
  AuditQuestion,
  AuditReader,
  AuditRow,
} from "../operations/audit/audit-books.ts";
import type { AuditEntry } from "../operations/book-records.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";

/** Reads the trail. */
export function auditReader(db: Db): AuditReader {
  return {
    listAudit: (question) => listAudit(db, question),
    auditHead: () => auditHead(db),
    async auditHashAt(seq) {
      const sql = "SELECT hash FROM audit_entry WHERE seq = $1::bigint";
      return (await jsonRow<{ hash: string }>(db, sql, seq))?.hash ?? null;
    },
    checkAuditFrom: (after, limit) => checkAuditFrom(db, after, limit),
  };
}

/**
 * Appends to the trail. The database chains the rows under a lock that holds until the commit, so
 * append as the last thing of a transaction, all rows at once.
 */
export async function appendAudit(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ actor, ...entry }) => ({
    ...{ at: entry.at.toISOString(), actor_id: actor.memberId, actor_name: actor.name },
    ...{ actor_via: actor.via, actor_where: actor.where, action: entry.action },
    ...{ subject: entry.subject, digest: entry.digest, outcome: entry.outcome },
    ...{ correlation_id: entry.correlationId, details: entry.details },
  }));
  await execute(
    db,
    `INSERT INTO audit_entry (seq, at, actor_id, actor_name, actor_via, actor_where, action,
       subject, digest, outcome, correlation_id, details, previous_hash, hash)
     SELECT 0, r.at, r.actor_id, r.actor_name, r.actor_via, r.actor_where, r.action,
            r.subject, r.digest, r.outcome, r.correlation_id, r.details, '', ''
       FROM jsonb_to_recordset($1::jsonb) AS r(at timestamptz, actor_id uuid, actor_name text,
              actor_via text, actor_where text, action text, subject text, digest text,
              outcome text, correlation_id text, details jsonb)`,
    JSON.stringify(rows, (_, value) => (typeof value === "string" ? storable(value) : value)),
  );
}

/**
 * What was typed is kept, refused or not, and PostgreSQL's JSON takes neither NUL nor the half of a
 * character that a cut through an emoji leaves.
 */
function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, "\ufffd");
}

/** Words are looked for in the latest rows only: there is no index of them. */
const lookedThrough = 200_000;

function listAudit(db: Db, question: AuditQuestion): Promise<readonly AuditRow[]> {
  const { limit, subject = null, actorId = null, word = null } = question;
  return jsonRows<AuditRow>(
    db,
    `SELECT seq::int, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
            actor_id AS "actorId", actor_name AS "actorName", actor_via AS via,
            actor_where AS "where", action, subject, digest, outcome,
            correlation_id AS "correlationId", details
       FROM audit_entry
      WHERE ($2::text IS NULL OR subject = $2) AND ($3::uuid IS NULL OR actor_id = $3::uuid)
        AND ($4::text IS NULL
             OR audit_entry.seq > (SELECT max(seq) FROM audit_entry) - ${lookedThrough}
                AND strpos(lower(concat_ws(' ', action, subject, actor_name)), lower($4)) > 0)
      ORDER BY audit_entry.seq DESC LIMIT $1`,
    limit,
    subject,
    actorId,
    word,
  );
}

function auditHead(db: Db): Promise<AuditHead | null> {
  const sql = "SELECT seq::int, hash FROM audit_entry ORDER BY audit_entry.seq DESC LIMIT 1";
  return jsonRow<AuditHead>(db, sql);
}

/** The first row of a chain follows nothing: row 0 with an empty hash. */
async function checkAuditFrom(db: Db, after: AuditHead, limit: number) {
  const rows = await jsonRows<AuditHead & { isSound: boolean }>(
    db,
    `SELECT seq::int, hash, seq = $1::bigint + place AND previous_hash = before
            AND hash = audit_hash(before, a) AS "isSound"
       FROM (SELECT e AS a, e.seq, e.hash, e.previous_hash,
                    lag(e.hash, 1, $2) OVER w AS before, row_number() OVER w AS place
               FROM audit_entry e
              WHERE e.seq > $1::bigint AND e.seq <= $1::bigint + $3::int
             WINDOW w AS (ORDER BY e.seq)) x
      ORDER BY x.seq`,
    after.seq,
    after.hash,
    limit,
  );
  const first = rows.findIndex((row) => !row.isSound);
  const { seq, hash } = rows.at(first === -1 ? -1 : first - 1) ?? after;
  const sound = first === 0 ? after : { seq, hash };
  const broken = first === -1 ? null : sound.seq + 1;
  return { sound, broken, rows: rows.length };
}
