import type { Oracle } from "./oracle.ts";

const takenBackOtherwise = `
  SELECT coalesce(t.subscription, t.quote, '') || ' ' || t.charge || ' ' || t.from_on AS subject
    FROM document_line t LEFT JOIN document_line l ON l.id = t.reverses
   WHERE t.terms = 'reversal'
     AND (t.subscription, t.quote, t.charge, t.from_on, -t.amount_minor, -t.discount_minor,
          -t.tax_minor) IS DISTINCT FROM
         (l.subscription, l.quote, l.charge, l.from_on, l.amount_minor, l.discount_minor,
          l.tax_minor)`;

/** A document that undoes another has its total, and all of its lines. */
const undoneOtherwise = `
  SELECT r.number AS subject FROM document r JOIN document d ON d.id = r.reverses
   WHERE r.type = d.type OR r.account <> d.account OR r.total_minor <> d.total_minor
      OR EXISTS (SELECT FROM document_line l WHERE l.document_id = d.id AND NOT EXISTS (
           SELECT FROM document_line t WHERE t.reverses = l.id AND t.document_id = r.id))`;

const settledTooFar = `
  SELECT d.number AS subject FROM document d
    JOIN (SELECT invoice_id AS id, sum(amount_minor) AS used FROM application GROUP BY 1
          UNION ALL SELECT credit_id, sum(amount_minor) FROM application GROUP BY 1) a
      ON a.id = d.id
   WHERE a.used > d.total_minor OR a.used < 0`;

const settledAcross = `
  SELECT c.number || ' for ' || i.number AS subject FROM application a
    JOIN document c ON c.id = a.credit_id JOIN document i ON i.id = a.invoice_id
   WHERE c.type <> 'credit-memo' OR i.type <> 'invoice' OR c.account <> i.account
      OR c.currency <> i.currency`;

const draftUnapproved = `
  SELECT d.number AS subject FROM document d JOIN document_draft x ON x.id = d.draft_id
   WHERE NOT draft_is_approved(x)`;

/** Minor units have 0, 2, 3 or 4 digits; with tax inside the price it is part of the amount. */
const quoteBilledOtherwise = `
  SELECT d.number AS subject FROM document d JOIN quote q ON q.key = d.quote
   WHERE d.currency <> q.currency OR (
     SELECT sum(l.amount_minor + coalesce((
              SELECT sum((t ->> 'taxMinor')::bigint) FROM jsonb_array_elements(l.taxes) t
               WHERE (t ->> 'inclusive')::bool), 0))
       FROM document_line l WHERE l.document_id = d.id)
     NOT IN (q.amount, q.amount * 100, q.amount * 1000, q.amount * 10000)`;

/** A reversed run leaves nothing that was not taken back. */
const reversedInPart = `
  SELECT 'BR-' || r.number AS subject FROM bill_run r
   WHERE r.state = 'reversed' AND (
     EXISTS (SELECT FROM document d WHERE d.run_id = r.id AND NOT EXISTS (
       SELECT FROM document t WHERE t.reverses = d.id))
     OR EXISTS (SELECT FROM document_line l WHERE l.run_id = r.id AND l.document_id IS NULL
       AND NOT EXISTS (SELECT FROM document_line t WHERE t.reverses = l.id)))`;

const draftUnaudited = `
  SELECT d.subject || ', of whose ' || d.many || ' documents the trail knows '
         || coalesce(a.many, 0) AS subject
    FROM (SELECT x.kind, x.subject, count(*) AS many
            FROM document t JOIN document_draft x ON x.id = t.draft_id GROUP BY 1, 2) d
    LEFT JOIN (SELECT action, subject, sum((details ->> 'documents')::bigint) AS many
                 FROM audit_entry WHERE outcome = 'done' AND action LIKE '%.post'
                GROUP BY 1, 2) a
      ON a.action = d.kind || '.post' AND a.subject = d.subject
   WHERE d.many IS DISTINCT FROM a.many`;

const reversalUnfinished = `
  SELECT 'the reversal of ' || x.subject AS subject FROM document_draft x
   WHERE x.kind = 'reversal' AND x.state = 'posted'
     AND EXISTS (SELECT FROM draft_chunk c WHERE c.draft_id = x.id AND c.done_at IS NULL)`;

/** Oracles of what drafts post: credits, reversals, invoices of quotes, and what settles what. */
export const draftOracles: readonly Oracle[] = [
  { invariant: "O2", says: "the reversed run left something", sql: reversedInPart },
  { invariant: "O3", says: "a line is not taken back as billed", sql: takenBackOtherwise },
  { invariant: "O3", says: "the document is not undone as it was", sql: undoneOtherwise },
  { invariant: "O3", says: "more is settled than there is", sql: settledTooFar },
  { invariant: "O3", says: "one settles what it can't", sql: settledAcross },
  { invariant: "O3", says: "the quote is invoiced with another amount", sql: quoteBilledOtherwise },
  { invariant: "O7", says: "posted from a draft that nobody else approved", sql: draftUnapproved },
  { invariant: "O8", says: "the audit trail does not know of the draft", sql: draftUnaudited },
  { invariant: "O10", says: "a chunk of an ended reversal is not done", sql: reversalUnfinished },
];
