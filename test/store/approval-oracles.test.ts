import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { delegateVotes } from "../../src/operations/approvals/delegate-votes.ts";
import { tendApprovals } from "../../src/operations/approvals/tend-approvals.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { connect } from "../../src/store/database.ts";
import type { PrismaClient } from "../../src/store/generated/client.ts";
import {
  type ApprovalStage,
  openApprovalStage,
  orThrow,
} from "../operations/approvals/approval-stage.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { breachesAfter } from "./breaches-after.ts";
import { previewNovember } from "./small-books.ts";

let stage: ApprovalStage;
let client: PrismaClient;

/** BR-1 was approved by Sam for Cora, as a policy of Ada's asks; the request of BR-2 expired. */
beforeAll(async () => {
  stage = await openApprovalStage(2);
  const { world, maker, cora, sam } = stage;
  const including = [{ role: "controller", votes: 1 }] as const;
  await stage.hold({ tiers: [{ aboveMinor: 0n, votes: 1, including }] });
  const wanted = { toMember: sam.member.id, untilOn: "2026-11-10" };
  orThrow(await delegateVotes(world, cora, wanted));
  for (const account of ["a0", "a1"]) {
    const { number } = await previewNovember(stage, { accounts: [account] });
    orThrow(await requestApproval(world, maker, { number, digest: null }));
  }
  const vote = { number: 1, digest: null, decision: "approve", comment: null } as const;
  orThrow(await voteOnBillRun(world, sam, vote));
  stage.moveTo("2026-11-06T12:00:00Z");
  await tendApprovals(world);
  client = connect(stage.url, 1);
});

afterAll(async () => {
  await client?.$disconnect();
  await stage?.close();
});

const ofPolicy = "(SELECT approval_id FROM approval_policy)";

const planted: readonly (readonly [string, string, string])[] = [
  [
    "a request about anything has too few votes",
    `DELETE FROM approval_vote WHERE approval_id = ${ofPolicy}`,
    "O7 approved without enough votes of others: policy-change policy",
  ],
  [
    "a request asks for more people than agreed",
    "UPDATE approval SET required_votes = 2 WHERE subject = 'BR-1'",
    "O7 approved without enough votes of others: run BR-1",
  ],
  [
    "a role is missing among those who agreed",
    "UPDATE approval_vote SET roles = '{approver}' WHERE for_member_id IS NOT NULL",
    "O7 approved without enough votes of others: run BR-1",
  ],
  [
    "people who are named are missing",
    `UPDATE approval SET among = '[{"memberIds": ["nobody"], "votes": 1}]' WHERE subject = 'BR-1'`,
    "O7 approved without enough votes of others: run BR-1",
  ],
  [
    "somebody approved what they asked for",
    `UPDATE approval_vote SET member_id = (SELECT id FROM member WHERE name = 'Ada')
      WHERE approval_id = ${ofPolicy} AND member_name = 'Lee'`,
    "O7 voted on what they made or asked for: Lee on policy-change policy",
  ],
  [
    "somebody voted after the time",
    "UPDATE approval SET expires_at = requested_at WHERE subject = 'BR-1'",
    "O7 voted outside of the time for it: Sam on run BR-1",
  ],
  [
    "somebody stood in after the time",
    "UPDATE vote_delegation SET from_at = from_at + interval '1 day'",
    "O7 stood in for somebody who asked for nothing: Sam for Cora on BR-1",
  ],
  [
    "a policy is not what was approved",
    "UPDATE approval_policy SET content = '{}'",
    "O7 the policy was approved by nobody: version 1",
  ],
  [
    "a version of the policy is missing",
    "UPDATE approval_policy SET version = 2",
    "O7 the policy was approved by nobody: version 2",
  ],
  [
    "a retry is another one's than the trail says",
    `INSERT INTO bill_run (id, number, name, kind, state, target_on, invoice_on, as_of_on,
       selection, retry_of, created_by, last_edited_by, created_at)
     SELECT gen_random_uuid(), 9, name, kind, 'draft', target_on, invoice_on, as_of_on, selection,
       1, created_by, last_edited_by, created_at FROM bill_run WHERE number = 1;
     INSERT INTO audit_entry (seq, at, actor_id, actor_name, actor_via, actor_where, action,
       subject, outcome, correlation_id, details, previous_hash, hash)
     SELECT 999, now(), id, name, 'cli', 'x', 'bill-run.retry', 'BR-1', 'done', 'x',
       '{"made": "BR-9"}', '', '' FROM member WHERE name = 'Lee'`,
    "O7 the trail names another maker of the retry: BR-9",
  ],
  [
    "a request is not in the trail",
    "DELETE FROM audit_entry WHERE action = 'policy-change.request-approval'",
    "O8 the audit trail does not know of it: the request about policy-change policy",
  ],
  [
    "a vote is not in the trail",
    "DELETE FROM audit_entry WHERE action = 'policy-change.approve'",
    "O8 the audit trail does not know of it: the vote of Lee on policy-change policy",
  ],
  [
    "the end of a request is not in the trail",
    "DELETE FROM audit_entry WHERE action = 'bill-run.expire-approval'",
    "O8 the audit trail does not know of it: the end of the request about run BR-2",
  ],
  [
    "a delegation is not in the trail",
    "DELETE FROM audit_entry WHERE action = 'votes.delegate'",
    "O8 the audit trail does not know of it: the delegation of Cora",
  ],
];

describe("an oracle sees that", () => {
  it.each(planted)("%s", async (_, statements, breach) => {
    const [first = "", second] = statements.split(";\n");
    const both = second ? `WITH done AS (${first} RETURNING 1) ${second}` : first;
    expect(await breachesAfter(client, both)).toContainEqual(expect.stringContaining(breach));
  });
});

it("sound books have no breach, before and after all that", async () => {
  await expectSoundBooks(stage.books);
});
