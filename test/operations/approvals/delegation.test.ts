import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { delegateVotes } from "../../../src/operations/approvals/delegate-votes.ts";
import { endDelegation } from "../../../src/operations/approvals/end-delegation.ts";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { noteSlackAccess } from "../../../src/operations/members/note-slack-access.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { previewNovember } from "../../store/small-books.ts";
import { type ApprovalStage, codeOf, openApprovalStage, orThrow } from "./approval-stage.ts";

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await openApprovalStage();
  const including = [{ role: "controller", votes: 1 }] as const;
  await stage.hold({ tiers: [{ aboveMinor: 0n, votes: 1, including }] });
});
afterAll(() => stage.close());
beforeEach(async () => {
  stage.moveTo("2026-11-02T12:00:00Z");
  for (const who of [stage.approver, stage.sam, stage.cora]) await endDelegation(stage.world, who);
});

let used = 0;
async function waiting(): Promise<number> {
  const run = await previewNovember(stage, { accounts: [`a${used++}`] });
  orThrow(await requestApproval(stage.world, stage.maker, { number: run.number, digest: null }));
  return run.number;
}

function vote(by: Actor, number: number) {
  const input = { number, digest: null, decision: "approve", comment: null } as const;
  return voteOnBillRun(stage.world, by, input);
}

function delegate(from: Actor, to: Actor, untilOn = "2026-11-10") {
  return delegateVotes(stage.world, from, { toMember: to.member.id, untilOn });
}

describe("somebody who stands in", () => {
  it("votes with the roles of the person who is away, and is shown so", async () => {
    orThrow(await delegate(stage.cora, stage.sam));
    const number = await waiting();
    const voted = orThrow(await vote(stage.sam, number));
    expect(voted).toMatchObject({ standsFor: "Cora", run: { state: "approved" } });
    const [row] = await stage.sql(
      `SELECT v.member_name, v.for_member_name, v.roles, e.details ->> 'for' AS told
         FROM approval_vote v JOIN approval a ON a.id = v.approval_id
         JOIN audit_entry e ON e.subject = a.subject AND e.action = 'bill-run.approve'
        WHERE a.subject = $1`,
      [`BR-${number}`],
    );
    expect(row).toEqual({
      ...{ member_name: "Sam", for_member_name: "Cora", roles: ["controller"], told: "Cora" },
    });
  });

  it("has one vote, and leaves none to the person who is away", async () => {
    orThrow(await delegate(stage.cora, stage.sam));
    const number = await waiting();
    orThrow(await vote(stage.priya, number));
    orThrow(await vote(stage.sam, number));
    expect(codeOf(await vote(stage.sam, number))).toBe("already_decided");
    expect(codeOf(await vote(stage.cora, number))).toBe("already_decided");
    expect(await stage.books.checkInvariants()).toEqual([]);
  });

  it("can't vote on what either of the two made", async () => {
    const dual = await stage.member("Kim", "preparer", "controller");
    orThrow(await delegate(dual, stage.sam));
    const kims = { ...stage, maker: dual };
    const run = await previewNovember(kims, { accounts: [`a${used++}`] });
    orThrow(await requestApproval(stage.world, dual, { number: run.number, digest: null }));
    const own = orThrow(await vote(stage.sam, run.number));
    expect(own).toMatchObject({ standsFor: null, tally: { outcome: "open" } });
    await endDelegation(stage.world, dual);
  });

  it("votes no more once the person lost the role, came back or the time is over", async () => {
    const cleo = await stage.member("Cleo", "controller");
    const viewer = await stage.member("Vic", "viewer");
    orThrow(await delegate(cleo, viewer));
    const number = await waiting();
    await stage.member("Cleo", "viewer");
    expect(codeOf(await vote(viewer, number))).toBe("delegation_lapsed");
    await stage.member("Cleo", "controller");
    stage.moveTo("2026-11-11T00:00:00Z");
    expect(codeOf(await vote(viewer, number))).toBe("role_missing");
    stage.moveTo("2026-11-10T23:59:00Z");
    await endDelegation(stage.world, cleo);
    expect(codeOf(await vote(viewer, number))).toBe("role_missing");
  });

  it("votes no more for who was deactivated in Slack, and is told so", async () => {
    const cleo = await stage.member("Cleo", "controller");
    const vic = await stage.member("Vic", "viewer");
    orThrow(await delegate(cleo, vic));
    const number = await waiting();
    await noteSlackAccess(stage.world, [{ slackId: "U0CLEO", isDeactivated: true }]);
    expect(await vote(vic, number)).toEqual({
      refusal: "delegation_lapsed",
      message:
        "Cleo, for whom you vote, was deactivated in Slack, " +
        "so nobody votes in their place any more.",
      remedy: "If votes are missing, an admin gives somebody the role: /billrun roles.",
    });
    await noteSlackAccess(stage.world, [{ slackId: "U0CLEO", isDeactivated: false }]);
    expect(orThrow(await vote(vic, number))).toMatchObject({ standsFor: "Cleo" });
    await endDelegation(stage.world, cleo);
  });

  it("gets nowhere in the database either for who was deactivated in Slack", async () => {
    const cleo = await stage.member("Cleo", "controller");
    const vic = await stage.member("Vic", "viewer");
    orThrow(await delegate(cleo, vic));
    const number = await waiting();
    await noteSlackAccess(stage.world, [{ slackId: "U0CLEO", isDeactivated: true }]);
    const forged = stage.sql(
      `INSERT INTO approval_vote (approval_id, member_id, member_name, roles, decision, voted_at,
                                  for_member_id, for_member_name)
       SELECT id, $2::uuid, 'Vic', '{controller}', 'approve', requested_at,
              $3::uuid, 'Cleo'
         FROM approval WHERE subject = $1 AND state = 'open'`,
      [`BR-${number}`, vic.member.id, cleo.member.id],
    );
    await expect(forged).rejects.toThrow(/deactivated in Slack/);
    await noteSlackAccess(stage.world, [{ slackId: "U0CLEO", isDeactivated: false }]);
    await endDelegation(stage.world, cleo);
  });

  it("can't lend on what was lent", async () => {
    const viewer = await stage.member("Vic", "viewer");
    orThrow(await delegate(stage.cora, stage.sam));
    orThrow(await delegate(stage.sam, viewer));
    const number = await waiting();
    const voted = orThrow(await vote(viewer, number));
    expect(voted).toMatchObject({ standsFor: "Sam", tally: { outcome: "open" } });
  });
});

describe("a delegation", () => {
  it("is refused to oneself, to admins, for days that are over and to strangers", async () => {
    expect(codeOf(await delegate(stage.sam, stage.sam))).toBe("delegation_unfit");
    expect(codeOf(await delegate(stage.sam, stage.ada))).toBe("delegation_unfit");
    expect(codeOf(await delegate(stage.sam, stage.priya, "2026-11-01"))).toBe("delegation_days");
    expect(codeOf(await delegate(stage.sam, stage.priya, "soon"))).toBe("day_invalid");
    expect(codeOf(await delegate(stage.maker, stage.sam))).toBe("role_missing");
    const nobody = { toMember: "019a0000-0000-7000-8000-000000000000", untilOn: "2026-11-10" };
    expect(codeOf(await delegateVotes(stage.world, stage.sam, nobody))).toBe("delegation_unfit");
  });

  it("is replaced by the next one, and stands where the same is asked again", async () => {
    const first = orThrow(await delegate(stage.sam, stage.priya));
    expect(orThrow(await delegate(stage.sam, stage.priya)).id).toBe(first.id);
    const second = orThrow(await delegate(stage.sam, stage.cora));
    expect(second.id).not.toBe(first.id);
    // The trail names people, not their ids.
    const [row] = await stage.books.listAudit({ limit: 1 });
    expect(row).toMatchObject({ action: "votes.delegate", details: { to: "Cora" } });
    const standing = await stage.books.listDelegations(stage.world.clock.now());
    expect(standing.map(({ id }) => id)).toEqual([second.id]);
  });

  it("can't be made to end later, nor taken away", async () => {
    orThrow(await delegate(stage.sam, stage.priya));
    const later = stage.sql("UPDATE vote_delegation SET until_at = until_at + interval '1 year'");
    await expect(later).rejects.toThrow(/stands otherwise/);
    await expect(stage.sql("DELETE FROM vote_delegation")).rejects.toThrow(/stands otherwise/);
  });
});
