import { approvalOracles } from "./approval-oracles.ts";
import { draftOracles } from "./draft-oracles.ts";
import { notificationOracles } from "./notification-oracles.ts";
import type { Oracle } from "./oracle.ts";
import { scheduleOracles } from "./schedule-oracles.ts";

/**
 * Days that are billed more than once or given back more than once: +1 where a line begins, −1
 * where it ends, the other way round for what gives back; the running sum may be 0 or 1. What takes
 * back a credit bills its days again.
 */
const billedTwice = `
  WITH signed AS (
    SELECT subscription, charge, kind, from_on, to_on, 1 AS weight FROM document_line
     WHERE kind IN ('recurring', 'one-time') OR (kind IN ('usage', 'minimum') AND correction = 0)
    UNION ALL
    SELECT l.subscription, l.charge, split_part(l.corrects[1], '/', 2), l.from_on, l.to_on, -1
      FROM document_line l
     WHERE l.kind = 'credit' AND split_part(l.corrects[1], '/', 2) IN ('recurring', 'one-time')
    UNION ALL
    SELECT l.subscription, l.charge, split_part(c.corrects[1], '/', 2), l.from_on, l.to_on, 1
      FROM document_line l JOIN document_line c ON c.id = l.reverses
     WHERE c.kind = 'credit' AND split_part(c.corrects[1], '/', 2) IN ('recurring', 'one-time')),
  edges AS (
    SELECT subscription, charge, kind, day, sum(weight) AS weight
      FROM (SELECT subscription, charge, kind, from_on AS day, weight FROM signed
            UNION ALL SELECT subscription, charge, kind, to_on, -weight FROM signed) e
     GROUP BY subscription, charge, kind, day),
  depths AS (
    SELECT *, sum(weight) OVER (PARTITION BY subscription, charge, kind ORDER BY day) AS depth
      FROM edges)
  SELECT subscription || ' ' || charge || ' from ' || day AS subject FROM depths
   WHERE depth NOT IN (0, 1) AND subscription IS NOT NULL`;

/** Goodwill and quotes are of no subscription: of a kind there may be several on one day. */
const namedTwice = `
  SELECT subscription || ' ' || charge || ' ' || from_on || '/' || kind || '/' || correction
           AS subject
    FROM document_line WHERE subscription IS NOT NULL
   GROUP BY subscription, charge, from_on, kind, correction HAVING count(*) > 1`;

const withoutResult = `
  SELECT 'BR-' || r.number AS subject FROM bill_run r
   WHERE r.state IN ('completed', 'completed-with-exceptions', 'reversed')
     AND r.eligible <> (SELECT count(b.launch_result) FROM bill_run_account b
                         WHERE b.run_id = r.id)`;

/** Of the phase that went last; a chunk that was split in its launch counts that phase only. */
const countedWrong = `
  SELECT 'BR-' || r.number || ' chunk ' || c.position AS subject
    FROM bill_run r JOIN bill_run_chunk c ON c.run_id = r.id
   WHERE CASE WHEN r.launched_at IS NULL THEN c.preview_counts ELSE c.launch_counts END
         IS DISTINCT FROM (
           SELECT jsonb_object_agg(result, many) FROM (
             SELECT CASE WHEN r.launched_at IS NULL THEN b.preview_result ELSE b.launch_result END
                      AS result, count(*) AS many
               FROM bill_run_account b WHERE b.chunk_id = c.id GROUP BY 1) n
            WHERE result IS NOT NULL)`;

/** Of the phase that went last, by currency. */
const summedWrong = `
  WITH bills AS (
    SELECT b.chunk_id, b.preview_currency AS currency, b.preview_invoices AS invoices,
           b.preview_credit_memos AS memos, b.preview_invoiced_minor AS invoiced,
           b.preview_credited_minor AS credited
      FROM bill_run_account b JOIN bill_run r ON r.id = b.run_id
     WHERE r.launched_at IS NULL AND b.preview_currency IS NOT NULL
    UNION ALL
    SELECT b.chunk_id, d.currency, (d.type = 'invoice')::int, (d.type = 'credit-memo')::int,
           CASE d.type WHEN 'invoice' THEN d.total_minor ELSE 0 END,
           CASE d.type WHEN 'invoice' THEN 0 ELSE d.total_minor END
      FROM document d JOIN bill_run_account b ON b.run_id = d.run_id AND b.account = d.account),
  sums AS (
    SELECT chunk_id, jsonb_object_agg(currency, sums) AS totals FROM (
      SELECT chunk_id, currency, jsonb_build_object(
               'invoices', sum(invoices), 'creditMemos', sum(memos),
               'invoiced', sum(invoiced)::text, 'credited', sum(credited)::text) AS sums
        FROM bills GROUP BY chunk_id, currency) s
     GROUP BY chunk_id)
  SELECT 'BR-' || r.number || ' chunk ' || c.position AS subject
    FROM bill_run r JOIN bill_run_chunk c ON c.run_id = r.id LEFT JOIN sums s ON s.chunk_id = c.id
   WHERE CASE WHEN r.launched_at IS NULL THEN c.preview_sums ELSE c.launch_sums END -> 'totals'
         IS DISTINCT FROM coalesce(s.totals, '{}')
     AND CASE WHEN r.launched_at IS NULL THEN c.preview_done_at ELSE c.launch_done_at END
         IS NOT NULL`;

/**
 * "billed" are those with a line on a document and those who owe one; whoever has a line only
 * without a document had nothing due.
 */
const resultUnlikeLines = `
  WITH expected AS (
    SELECT run_id, account, min(result) AS result, bool_or(owes) AS owes FROM (
      SELECT run_id, account, false AS owes,
             CASE WHEN document_id IS NULL THEN 'nothing-due' ELSE 'billed' END AS result
        FROM document_line
      UNION ALL SELECT run_id, account, true, 'billed' FROM document) e
     GROUP BY run_id, account)
  SELECT 'BR-' || r.number || ' ' || account AS subject
    FROM (SELECT run_id, account, launch_result FROM bill_run_account
           WHERE launch_result IS NOT NULL) b
    FULL JOIN expected e USING (run_id, account)
    JOIN bill_run r ON r.id = run_id
   WHERE CASE WHEN e.result IS NULL THEN b.launch_result = 'billed'
              -- A payer that was not selected still owes what its children were billed.
              WHEN e.owes THEN coalesce(b.launch_result, '') NOT IN ('billed', 'excluded')
              ELSE coalesce(b.launch_result, '') <> e.result END`;

const notAsApproved = `
  SELECT 'BR-' || r.number || ' ' || p.account AS subject
    FROM bill_run r JOIN bill_run_account p ON p.run_id = r.id AND p.account = p.payer
   WHERE p.launch_digest IS DISTINCT FROM p.preview_digest
     AND EXISTS (SELECT FROM bill_run_account b
                  WHERE b.run_id = r.id AND b.payer = p.payer
                    AND b.launch_result IN ('billed', 'nothing-due'))`;

const unlikeLines = `
  SELECT d.number AS subject FROM document d
    LEFT JOIN LATERAL (
      SELECT sum(amount_minor) AS amount, sum(discount_minor) AS discount, sum(tax_minor) AS tax
        FROM document_line l WHERE l.document_id = d.id) l ON true
   WHERE (d.subtotal_minor, d.discount_minor, d.tax_minor, d.total_minor)
     IS DISTINCT FROM (
       CASE d.type WHEN 'invoice' THEN l.amount ELSE -l.amount END,
       CASE d.type WHEN 'invoice' THEN l.discount ELSE -l.discount END,
       CASE d.type WHEN 'invoice' THEN l.tax ELSE -l.tax END,
       CASE d.type WHEN 'invoice' THEN 1 ELSE -1 END * (l.amount - l.discount + l.tax))`;

const unlikeTaxes = `
  SELECT d.number AS subject FROM document d
   WHERE d.tax_minor <> (
     SELECT coalesce(sum(t.tax_minor), 0) FROM document_tax t WHERE t.document_id = d.id)`;

const lineUnlikeParts = `
  SELECT subscription || ' ' || charge || ' ' || from_on AS subject FROM document_line
   WHERE (taxes <> '[]' OR tax_minor <> 0 OR discounts <> '[]' OR discount_minor <> 0)
     AND (tax_minor, discount_minor) IS DISTINCT FROM (
       (SELECT coalesce(sum((t ->> 'taxMinor')::bigint), 0) FROM jsonb_array_elements(taxes) t),
       (SELECT coalesce(sum((t ->> 'discountMinor')::bigint), 0)
          FROM jsonb_array_elements(discounts) t))`;

const unbalanced = `
  SELECT 'entry ' || entry_id AS subject FROM posting
   GROUP BY entry_id HAVING sum(amount_minor) <> 0`;

const notInLedger = `
  SELECT d.number AS subject FROM document d
   WHERE CASE d.type WHEN 'invoice' THEN d.total_minor ELSE -d.total_minor END <> (
     SELECT coalesce(sum(p.amount_minor), 0)
       FROM journal_entry e JOIN posting p ON p.entry_id = e.id
      WHERE e.document_id = d.id AND p.ledger_account = 'receivable')`;

const headless = `
  SELECT 'line ' || l.id AS subject FROM document_line l
   WHERE l.document_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM document d WHERE d.id = l.document_id)`;

const numbersWithGaps = `
  SELECT s.document_type || ' ' || s.year AS subject FROM number_series s
    LEFT JOIN LATERAL (
      SELECT count(DISTINCT series_position) AS many, coalesce(max(series_position), 0) AS last
        FROM document d
       WHERE d.legal_entity_id = s.legal_entity_id AND d.type = s.document_type
         AND d.series_year = s.year) d ON true
   WHERE d.many <> d.last OR s.next <> d.last + 1
  UNION
  SELECT d.type || ' ' || d.series_year FROM document d
   WHERE NOT EXISTS (
     SELECT FROM number_series s WHERE s.legal_entity_id = d.legal_entity_id
        AND s.document_type = d.type AND s.year = d.series_year)`;

const numbersRepeated = `
  SELECT number AS subject FROM document GROUP BY number HAVING count(*) > 1`;

const numbersOutOfOrder = `
  SELECT number AS subject FROM (
    SELECT number, posted_at, lag(posted_at) OVER (
             PARTITION BY legal_entity_id, type, series_year ORDER BY series_position) AS before
      FROM document) d
   WHERE posted_at < before`;

const launchedUnapproved = `
  SELECT 'BR-' || r.number AS subject FROM bill_run r
   WHERE r.launched_at IS NOT NULL AND NOT launch_is_approved(r, r.launched_at)`;

const runsBesideCounter = `
  SELECT 'the next is BR-' || s.next AS subject FROM bill_run_series s
   WHERE s.next <> (SELECT coalesce(max(number), 0) + 1 FROM bill_run)`;

/** The first row is the creation; a form that was sent twice leaves a second one. */
const madeByAnother = `
  SELECT 'BR-' || r.number AS subject FROM bill_run r
   WHERE r.created_by <> (
     SELECT a.actor_id FROM audit_entry a
      WHERE a.subject = 'BR-' || r.number AND a.action = 'bill-run.create' AND a.outcome = 'done'
      ORDER BY a.seq LIMIT 1)`;

const chainBroken = `
  SELECT 'row ' || seq AS subject FROM (
    SELECT a, a.seq, a.hash, a.previous_hash,
           lag(a.hash, 1, '') OVER w AS before, row_number() OVER w AS place
      FROM audit_entry a WINDOW w AS (ORDER BY a.seq)) x
   WHERE seq <> place OR previous_hash <> before OR hash <> audit_hash(before, a)`;

const unaudited = `
  SELECT 'the launch of BR-' || r.number AS subject FROM bill_run r
   WHERE r.launched_at IS NOT NULL AND NOT EXISTS (
     SELECT FROM audit_entry a WHERE a.subject = 'BR-' || r.number
        AND a.action = 'bill-run.launch' AND a.outcome = 'done')
  UNION ALL
  SELECT 'the vote of ' || v.member_name || ' on BR-' || r.number
    FROM approval_vote v JOIN approval p ON p.id = v.approval_id JOIN bill_run r ON r.id = p.run_id
   WHERE NOT EXISTS (
     SELECT FROM audit_entry a WHERE a.subject = 'BR-' || r.number AND a.actor_id = v.member_id
        AND a.action = 'bill-run.' || v.decision AND a.outcome = 'done')
  UNION ALL
  SELECT 'BR-' || r.number || ', of whose ' || d.many || ' documents the trail knows '
         || coalesce(a.many, 0)
    FROM bill_run r
    JOIN (SELECT run_id, count(*) AS many FROM document GROUP BY run_id) d ON d.run_id = r.id
    LEFT JOIN (SELECT subject, sum((details ->> 'documents')::bigint) AS many
                 FROM audit_entry WHERE action = 'bill-run.post' GROUP BY subject) a
      ON a.subject = 'BR-' || r.number
   WHERE d.many IS DISTINCT FROM a.many`;

const rolesNobodyGave = `
  SELECT m.name AS subject FROM member m
   WHERE NOT (m.roles <@ ARRAY(SELECT g.role FROM role_grant g WHERE g.member_id = m.id))
      OR NOT (m.roles @> ARRAY(SELECT g.role FROM role_grant g WHERE g.member_id = m.id))`;

const liftedByOne = `
  SELECT 'of ' || frozen_at AS subject FROM billing_freeze
   WHERE lifted_at IS NOT NULL
     AND (lifted_by = asked_by OR lifted_by IS NULL OR asked_by IS NULL)`;

const unfinished = `
  SELECT 'BR-' || r.number || ' chunk ' || c.position AS subject
    FROM bill_run r JOIN bill_run_chunk c ON c.run_id = r.id
   WHERE r.state IN ('completed', 'completed-with-exceptions', 'reversed')
     AND (c.launch_done_at IS NULL OR c.leased_by IS NOT NULL)`;

/** Every oracle, in the order of the promises; those of drafts at the end. */
export const oracles: readonly Oracle[] = [
  { invariant: "O1", says: "days are billed or given back twice", sql: billedTwice },
  { invariant: "O1", says: "a line has the name of another", sql: namedTwice },
  { invariant: "O2", says: "eligible is not the sum of the results", sql: withoutResult },
  { invariant: "O2", says: "the chunk counts other results than it has", sql: countedWrong },
  { invariant: "O2", says: "the chunk sums up other totals than it has", sql: summedWrong },
  { invariant: "O2", says: "the result does not fit the lines", sql: resultUnlikeLines },
  { invariant: "O2", says: "what was billed is not what was approved", sql: notAsApproved },
  { invariant: "O3", says: "the document is not the sum of its lines", sql: unlikeLines },
  { invariant: "O3", says: "the tax is not the sum of its rates", sql: unlikeTaxes },
  { invariant: "O3", says: "the line is not the sum of its parts", sql: lineUnlikeParts },
  { invariant: "O3", says: "the journal entry does not sum to zero", sql: unbalanced },
  { invariant: "O3", says: "the document is not in the ledger with its total", sql: notInLedger },
  { invariant: "O3", says: "the line's document does not exist", sql: headless },
  {
    invariant: "O4",
    says: "the numbers have a gap or are behind their counter",
    sql: numbersWithGaps,
  },
  { invariant: "O4", says: "the number is there twice", sql: numbersRepeated },
  { invariant: "O4", says: "the number comes before an earlier posting", sql: numbersOutOfOrder },
  { invariant: "O4", says: "the runs are not behind their counter", sql: runsBesideCounter },
  { invariant: "O7", says: "launched without enough valid approvals", sql: launchedUnapproved },
  { invariant: "O7", says: "the trail names another maker", sql: madeByAnother },
  { invariant: "O8", says: "the audit chain is broken", sql: chainBroken },
  { invariant: "O8", says: "the audit trail does not know of it", sql: unaudited },
  { invariant: "O8", says: "has roles that nobody gave", sql: rolesNobodyGave },
  { invariant: "O8", says: "a freeze was lifted by one person", sql: liftedByOne },
  { invariant: "O10", says: "a chunk of an ended run is not done", sql: unfinished },
  ...approvalOracles,
  ...draftOracles,
  ...scheduleOracles,
  ...notificationOracles,
];
