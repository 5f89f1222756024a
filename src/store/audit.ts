import type { AuditEntry } from "../operations/book-records.ts";
import { type Db, execute } from "./database.ts";

/**
 * Appends to the trail. The database chains the rows under a lock that holds until the commit, so
 * append as the last thing of a transaction.
 */
export async function appendAudit(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries) {
    await execute(
      db,
      `INSERT INTO audit_entry (seq, at, actor_id, actor_name, actor_via, actor_where, action,
         subject, digest, outcome, correlation_id, details, previous_hash, hash)
       VALUES (0, $1::timestamptz, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, '', '')`,
      entry.at.toISOString(),
      entry.actor.memberId,
      entry.actor.name,
      entry.actor.via,
      entry.actor.where,
      entry.action,
      entry.subject,
      entry.digest,
      entry.outcome,
      entry.correlationId,
      JSON.stringify(entry.details),
    );
  }
}
