import type { Oracle } from "./oracle.ts";

/** What the audit trail calls a kind of request. */
const actOf = "CASE a.kind WHEN 'run' THEN 'bill-run' ELSE a.kind END";

const approvedUnsoundly = `
  SELECT a.kind || ' ' || a.subject AS subject FROM approval a
   WHERE a.state = 'approved' AND NOT approval_is_sound(a)`;

const votedByExcluded = `
  SELECT v.member_name || ' on ' || a.kind || ' ' || a.subject AS subject
    FROM approval_vote v JOIN approval a ON a.id = v.approval_id
   WHERE v.decision = 'approve' AND a.excluded && ARRAY[v.member_id, v.for_member_id]`;

const stoodInForNobody = `
  SELECT v.member_name || ' for ' || v.for_member_name || ' on ' || a.subject AS subject
    FROM approval_vote v JOIN approval a ON a.id = v.approval_id
   WHERE v.for_member_id IS NOT NULL AND NOT EXISTS (
     SELECT FROM vote_delegation d
      WHERE d.from_member = v.for_member_id AND d.to_member = v.member_id
        AND d.from_at <= v.voted_at AND v.voted_at < d.until_at
        AND (d.ended_at IS NULL OR v.voted_at <= d.ended_at))`;

const policyUnapproved = `
  SELECT 'version ' || p.version AS subject
    FROM approval_policy p JOIN approval a ON a.id = p.approval_id
   WHERE a.kind <> 'policy-change' OR a.state <> 'approved' OR NOT approval_is_sound(a)
      OR a.proposal IS DISTINCT FROM p.content OR a.requested_by <> p.made_by
  UNION ALL
  SELECT 'version ' || version FROM (
    SELECT version, row_number() OVER (ORDER BY version) AS place FROM approval_policy) p
   WHERE version <> place`;

const votedLate = `
  SELECT v.member_name || ' on ' || a.kind || ' ' || a.subject AS subject
    FROM approval_vote v JOIN approval a ON a.id = v.approval_id
   WHERE v.voted_at < a.requested_at OR v.voted_at >= a.expires_at`;

/** A retry is written down with the run that it retries, and names the one that it makes. */
const retriedByAnother = `
  SELECT 'BR-' || r.number AS subject FROM bill_run r
   WHERE r.retry_of IS NOT NULL AND r.created_by <> (
     SELECT e.actor_id FROM audit_entry e
      WHERE e.subject = 'BR-' || r.retry_of AND e.action = 'bill-run.retry'
        AND e.outcome = 'done' AND e.details ->> 'made' = 'BR-' || r.number
      ORDER BY e.seq LIMIT 1)`;

const unaudited = `
  SELECT 'the request about ' || a.kind || ' ' || a.subject AS subject FROM approval a
   WHERE NOT EXISTS (
     SELECT FROM audit_entry e
      WHERE e.subject = a.subject AND e.actor_id = a.requested_by AND e.outcome = 'done'
        AND e.action = ${actOf} || '.request-approval')
  UNION ALL
  SELECT 'the vote of ' || v.member_name || ' on ' || a.kind || ' ' || a.subject
    FROM approval_vote v JOIN approval a ON a.id = v.approval_id
   WHERE a.kind <> 'run' AND NOT EXISTS (
     SELECT FROM audit_entry e
      WHERE e.subject = a.subject AND e.actor_id = v.member_id AND e.outcome = 'done'
        AND e.action = ${actOf} || '.' || v.decision)
  UNION ALL
  SELECT 'the end of the request about ' || a.kind || ' ' || a.subject FROM approval a
   WHERE a.state = 'expired' AND NOT EXISTS (
     SELECT FROM audit_entry e
      WHERE e.subject = a.subject AND e.action = ${actOf} || '.expire-approval')
  UNION ALL
  SELECT 'the delegation of ' || m.name FROM vote_delegation d JOIN member m ON m.id = d.from_member
   WHERE NOT EXISTS (
     SELECT FROM audit_entry e
      WHERE e.actor_id = d.from_member AND e.action = 'votes.delegate' AND e.outcome = 'done')`;

/** What must hold of approvals, whatever they are about. */
export const approvalOracles: readonly Oracle[] = [
  { invariant: "O7", says: "approved without enough votes of others", sql: approvedUnsoundly },
  { invariant: "O7", says: "voted on what they made or asked for", sql: votedByExcluded },
  { invariant: "O7", says: "voted outside of the time for it", sql: votedLate },
  { invariant: "O7", says: "stood in for somebody who asked for nothing", sql: stoodInForNobody },
  { invariant: "O7", says: "the policy was approved by nobody", sql: policyUnapproved },
  { invariant: "O7", says: "the trail names another maker of the retry", sql: retriedByAnother },
  { invariant: "O8", says: "the audit trail does not know of it", sql: unaudited },
];
