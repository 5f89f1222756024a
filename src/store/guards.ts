import { type Db, jsonRow, jsonRows } from "./database.ts";

/** Triggers, constraints and indexes that the database must have, whoever set it up. */
const requiredTriggers = [
  "document_is_final",
  "document_line_is_final",
  "document_tax_is_final",
  "journal_entry_is_final",
  "posting_is_final",
  "audit_entry_is_final",
  "approval_vote_is_final",
  "document_adds_up_and_follows",
  "document_line_before_header",
  "document_tax_before_header",
  "posting_sums_to_zero",
  "number_series_counts_up",
  "number_series_is_final",
  "bill_run_series_counts_up",
  "bill_run_series_is_final",
  "bill_run_lives_by_the_rules",
  "bill_run_keeps_its_maker",
  "bill_run_keeps_its_options",
  "bill_run_is_kept",
  "bill_run_account_is_frozen",
  "bill_run_account_is_kept",
  "bill_run_account_results_stand",
  "bill_run_account_is_final",
  "approval_begins_open",
  "approval_is_kept",
  "approval_names_its_run",
  "approval_stands",
  "approval_policy_is_approved",
  "approval_policy_is_final",
  "vote_delegation_stands",
  "vote_delegation_is_kept",
  "approval_vote_by_others",
  "approval_vote_by_voters",
  "audit_entry_is_chained",
  "schedule_changes_by_version",
  "schedule_is_kept",
  "schedule_slot_is_final",
  "role_grant_adds_up",
  "billing_freeze_stands",
  "billing_freeze_is_kept",
  "document_not_while_frozen",
  "document_line_not_while_frozen",
  "bill_run_not_while_frozen",
  "document_line_reversed_as_billed",
  "application_within_both",
  "application_is_final",
  "document_draft_stands",
  "document_draft_is_kept",
  "document_of_approved_draft",
  "quote_stands_once_invoiced",
] as const;

const requiredConstraints = [
  "account_payer_fkey",
  "account_parent_pays",
  "number_series_pkey",
  "bill_run_series_one_row",
  "bill_run_state",
  "bill_run_launched",
  "bill_run_account_pkey",
  "bill_run_account_preview",
  "bill_run_account_launch",
  "document_adds_up",
  "document_number",
  "document_line_document_id_fkey",
  "document_tax_document_id_fkey",
  "journal_entry_document_id_fkey",
  "document_line_kind",
  "document_line_period",
  "document_line_silent",
  "posting_not_zero",
  "document_of_one_origin",
  "document_of_draft",
  "document_line_of_one_origin",
  "document_line_of_one_sale",
  "document_line_reversal",
  "document_draft_kind",
  "document_draft_state",
  "application_amount",
  "posting_entry_id_fkey",
  "approval_votes_needed",
  "approval_about",
  "approval_by_others",
  "approval_vote_for",
  "approval_policy_pkey",
  "vote_delegation_to_another",
  "approval_vote_pkey",
  "outbox_message_ended_once",
  "outbox_message_failed_for",
  "card_place",
  "card_dropped",
  "schedule_slot_has_reason",
  "schedule_slot_has_run",
  "role_grant_pkey",
  "role_grant_role",
  "billing_freeze_lifted_by_two",
] as const;

const requiredIndexes = [
  "document_line_billed_once",
  "bill_run_number_key",
  "document_number_key",
  "document_legal_entity_id_type_series_year_series_position_key",
  "approval_one_open",
  "approval_vote_one_a_person",
  "approval_policy_approval_id_key",
  "vote_delegation_one",
  "outbox_message_key_key",
  "happening_key_key",
  "card_pkey",
  "bill_run_request_key_key",
  "bill_run_retried_once",
  "schedule_key_once",
  "schedule_slot_key_key",
  "schedule_slot_run_id_key",
  "document_quote_once",
  "document_reversed_once",
  "document_line_reversed_once",
  "document_draft_one_open",
  "application_once",
  "billing_freeze_one",
] as const;

/** Names of guards that are missing, switched off or not valid. */
export async function missingGuards(db: Db): Promise<readonly string[]> {
  const rows = await jsonRows<{ name: string }>(
    db,
    `SELECT name FROM unnest($1::text[]) AS name WHERE NOT EXISTS (
       SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname = name AND t.tgenabled IN ('O', 'A')
          AND c.relnamespace = current_schema()::regnamespace)
     UNION ALL
     SELECT name FROM unnest($2::text[]) AS name WHERE NOT EXISTS (
       SELECT FROM pg_constraint k
        WHERE k.conname = name AND k.convalidated
          AND k.connamespace = current_schema()::regnamespace)
     UNION ALL
     SELECT name FROM unnest($3::text[]) AS name WHERE NOT EXISTS (
       SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relname = name AND i.indisvalid AND i.indisunique
          AND c.relnamespace = current_schema()::regnamespace)
     ORDER BY name`,
    [...requiredTriggers],
    [...requiredConstraints],
    requiredIndexes.map((name) => name.slice(0, 63)),
  );
  return rows.map((row) => row.name);
}

/** Why books must not be opened on this database, as a sentence that says what to do; else null. */
export async function refuseDatabase(db: Db): Promise<string | null> {
  const server = await jsonRow<{
    version: number;
    replica: boolean;
    fsync: string;
    full_page_writes: string;
    synchronous_commit: string;
    migrated: boolean;
  }>(
    db,
    `SELECT current_setting('server_version_num')::int AS version,
            pg_is_in_recovery() AS replica, current_setting('fsync') AS fsync,
            current_setting('full_page_writes') AS full_page_writes,
            current_setting('synchronous_commit') AS synchronous_commit,
            to_regclass('bill_run') IS NOT NULL AS migrated`,
  );
  if (!server) return "The database does not answer.";
  if (server.version < 150_000) return "PostgreSQL is too old: use version 15 or newer.";
  if (server.replica) return "The database is a replica: point DATABASE_URL at the primary.";
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"] as const) {
    if (server[setting] !== "off") continue;
    return `PostgreSQL runs with ${setting} off, so a crash could lose invoices: switch it on.`;
  }
  if (!server.migrated) return "The database has no books yet: run billrun migrate.";
  const missing = await missingGuards(db);
  if (missing.length === 0) return null;
  return (
    `The database lacks ${missing.join(", ")}, which guard the books. Run billrun migrate; if ` +
    "that does not bring them back, somebody removed them: restore them from prisma/migrations."
  );
}
