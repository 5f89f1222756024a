import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultPolicy, type PolicyTier } from "../../../src/billing/approvals/policy.ts";
import { writePolicy } from "../../../src/billing/approvals/policy-content.ts";
import { proposePolicy } from "../../../src/operations/approvals/propose-policy.ts";
import { requestApprovalOf } from "../../../src/operations/approvals/request-approval-of.ts";
import { showPolicy } from "../../../src/operations/approvals/show-policy.ts";
import { voteOnApproval } from "../../../src/operations/approvals/vote-on-approval.ts";
import { launchBillRun } from "../../../src/operations/bill-runs/launch-bill-run.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { mapRoleGroup } from "../../../src/operations/members/map-role-group.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, previewNovember } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { type ApprovalStage, codeOf, openApprovalStage, orThrow } from "./approval-stage.ts";

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await openApprovalStage();
});
afterAll(() => stage.close());

function propose(tiers: readonly PolicyTier[], by: Actor = stage.ada) {
  const content = writePolicy({ ...defaultPolicy, tiers });
  return proposePolicy(stage.world, by, { content, channel: "C1" });
}

function vote(by: Actor, digest: string | null = null) {
  return voteOnApproval(stage.world, by, {
    ...{ kind: "policy-change", subject: "policy", digest },
    ...{ decision: "approve", comment: null, typedTotal: null },
  });
}

const anybody: PolicyTier = { aboveMinor: 0n, votes: 1, including: [] };
const nobodyForScheduled: readonly PolicyTier[] = [
  { ...anybody, kinds: ["run", "quote-invoice", "reversal", "credit", "policy-change"] },
  { ...anybody, kinds: ["scheduled-run"], votes: 0 },
  { ...anybody, kinds: ["scheduled-run"], aboveMinor: 100_000n },
];

describe("a change of the policy", () => {
  it("holds once others agree to it, as the old policy asks", async () => {
    const two: PolicyTier = { ...anybody, votes: 2 };
    orThrow(await propose([two]));
    expect((await stage.books.standingPolicy()).version).toBeNull();
    expect(codeOf(await vote(stage.ada))).toBe("self_approval");
    orThrow(await vote(stage.sam));
    expect((await stage.books.standingPolicy()).version).toBe(1);

    orThrow(await propose([anybody]));
    expect(orThrow(await vote(stage.sam)).tally.stillNeeded).toBe(1);
    orThrow(await vote(stage.cora));
    expect(await stage.books.standingPolicy()).toMatchObject({
      version: 2,
      policy: { tiers: [{ votes: 1 }] },
    });
    expect(await stage.books.checkInvariants()).toEqual([]);
  });

  it("replaces one that waits", async () => {
    const first = orThrow(await propose([{ ...anybody, votes: 3 }]));
    const second = orThrow(await propose([{ ...anybody, votes: 2 }]));
    expect(second.content.lines).toEqual([
      "New: Anything of any amount: 2 people.",
      "A request expires after 72 hours.",
      "No longer: Anything of any amount: 1 person.",
    ]);
    expect(second.digest).not.toBe(first.digest);
    expect(codeOf(await vote(stage.sam, first.digest))).toBe("digest_changed");
    orThrow(await vote(stage.sam, second.digest));
    const view = orThrow(await showPolicy(stage.world, stage.ada));
    expect(view.sentences).toEqual([
      "Anything of any amount: 2 people.",
      "A request expires after 72 hours.",
    ]);
    orThrow(await propose([anybody]));
    for (const by of [stage.sam, stage.cora]) orThrow(await vote(by));
  });

  it("is refused where it is none, the same, beyond reach, or by whoever may not", async () => {
    const { world, ada } = stage;
    const nonsense = proposePolicy(world, ada, { content: { tiers: "many" }, channel: null });
    expect(codeOf(await nonsense)).toBe("policy_invalid");
    expect(codeOf(await propose([{ ...anybody, votes: 0 }]))).toBe("policy_invalid");
    expect(codeOf(await propose([anybody]))).toBe("policy_unchanged");
    expect(await propose([{ ...anybody, votes: 9 }])).toEqual({
      refusal: "policy_unreachable",
      message:
        "“Anything of any amount: 9 people.” That takes 9 people beside whoever asks, " +
        "and there are only 4.",
      remedy: "Ask for fewer, or give more people the role first: /billrun roles.",
    });
    expect(codeOf(await propose([{ ...anybody, votes: 2 }], stage.maker))).toBe("role_missing");
  });

  it("is refused where the only admin would have to agree to drop it again", async () => {
    const small = await openSmallBooks(smallCompany([{ key: "acme" }]));
    const ada = actorNamed(await addMember(small.world, "Ada", "admin", "approver"));
    const content = writePolicy({ ...defaultPolicy, tiers: [{ ...anybody, votes: 2 }] });
    const asked = () => proposePolicy(small.world, ada, { content, channel: null });
    expect(await asked()).toMatchObject({
      refusal: "policy_unreachable",
      message: expect.stringContaining("2 people beside whoever asks, and there is only 1."),
    });
    const group = { groupId: "S0APPROVE", handle: "@approvers", people: [], take: [] };
    orThrow(await mapRoleGroup(small.world, ada, { ...group, give: ["approver"] }));
    expect(await asked()).toMatchObject({
      refusal: "policy_unreachable",
      remedy: expect.stringContaining("counts once they have used billrun"),
    });
    await addMember(small.world, "Sam", "approver");
    expect(orThrow(await asked()).state).toBe("open");
    await small.close();
  });

  it("is never asked for from people who could not give it", async () => {
    const small = await openSmallBooks(smallCompany([{ key: "acme" }]));
    const ada = actorNamed(await addMember(small.world, "Ada", "admin"));
    const content = writePolicy({ ...defaultPolicy, tiers: [anybody] });
    // The policy that comes with billrun asks two people for what that drops, and Lee is one.
    expect(await proposePolicy(small.world, ada, { content, channel: null })).toMatchObject({
      refusal: "approvers_missing",
      message:
        "Change of the approval policy takes 2 people who neither made it nor ask for it, " +
        "and there is only 1.",
      remedy: "Ask an admin to give another person the role: /billrun roles.",
    });
    await small.close();
  });

  it("takes as many as the tier that it softens, whatever it says of such changes", async () => {
    const large: PolicyTier = {
      ...{ aboveMinor: 5_000_000n, votes: 2, kinds: ["run"] },
      including: [{ role: "controller", votes: 1 }],
    };
    await stage.hold({ tiers: [anybody, large] });
    const softer = orThrow(await propose([anybody, { ...large, votes: 1 }]));
    expect(softer.required).toMatchObject({ votes: 2, including: large.including });
    orThrow(await vote(stage.sam));
    expect(orThrow(await vote(stage.priya)).approval.state).toBe("open");
    orThrow(await vote(stage.cora));
    const stricter = orThrow(await propose([anybody, large]));
    expect(stricter.required).toMatchObject({ votes: 1, including: [] });
    orThrow(await vote(stage.sam));
    await stage.hold({ tiers: [anybody] });
  });

  it("can't be written past the program", async () => {
    const past = stage.sql(
      `INSERT INTO approval_policy (version, content, made_by, approval_id, active_from)
       SELECT max(version) + 1, '{"tiers": []}', $1, min(approval_id::text)::uuid, now()
         FROM approval_policy`,
      [stage.ada.member.id],
    );
    await expect(past).rejects.toThrow(/holds once it is approved/);
    const change = stage.sql("UPDATE approval_policy SET content = '{}'");
    await expect(change).rejects.toThrow(/never changed/);
  });
});

describe("a scheduled run that needs no approval", () => {
  async function scheduled(accounts: readonly string[]) {
    const run = await previewNovember(stage, { accounts });
    // A run by timetable is made by the schedule; here it is one from its first moment.
    await stage.sql("UPDATE bill_run SET kind = 'scheduled' WHERE id = $1", [run.id]);
    const asked = { kind: "run", subject: `BR-${run.number}`, channel: null } as const;
    return { run, approval: orThrow(await requestApprovalOf(stage.world, stage.maker, asked)) };
  }

  it("is approved by the policy once people agreed to one like it, and launched", async () => {
    await stage.hold({ tiers: nobodyForScheduled });
    const first = await scheduled(["a1"]);
    expect(first.approval).toMatchObject({ state: "open", required: { votes: 1 } });
    const seen = { number: first.run.number, digest: first.run.digest };
    const agreed = { ...seen, decision: "approve", comment: null } as const;
    orThrow(await voteOnBillRun(stage.world, stage.sam, agreed));
    orThrow(await launchBillRun(stage.world, stage.maker, seen));
    const { run, approval } = await scheduled(["a1"]);
    expect(approval).toMatchObject({ state: "approved", required: { votes: 0 } });
    const { number } = run;
    const launched = orThrow(
      await launchBillRun(stage.world, stage.maker, { number, digest: null }),
    );
    expect(launched.state).toBe("running");
    const [asked] = await stage.sql(
      `SELECT details FROM audit_entry
        WHERE action = 'bill-run.request-approval' ORDER BY seq DESC LIMIT 1`,
    );
    expect(asked).toEqual({ details: { approvedBy: "policy", version: 9 } });
    const breaches = await stage.books.checkInvariants();
    expect(breaches.filter(({ invariant }) => invariant === "O7")).toEqual([]);
  });

  it("still asks for people above its amount, and where it was started by hand", async () => {
    const many = Array.from({ length: 30 }, (_, n) => `a${n + 2}`);
    expect((await scheduled(many)).approval).toMatchObject({ state: "open" });
    const run = await previewNovember(stage, { accounts: ["a35"] });
    const asked = { kind: "run", subject: `BR-${run.number}`, channel: null } as const;
    const approval = orThrow(await requestApprovalOf(stage.world, stage.maker, asked));
    expect(approval).toMatchObject({ state: "open", required: { votes: 1 } });
  });

  it("is refused by the database without such a policy", async () => {
    const run = await previewNovember(stage, { accounts: ["a36"] });
    const past = (version: number | null) =>
      stage.sql(
        `INSERT INTO approval (id, run_id, digest, requested_by, requested_at, expires_at,
           required_votes, above_minor, including, state, policy_version)
         VALUES (gen_random_uuid(), $1, $2, $3, now(), now() + interval '1 day', 0, 0, '[]',
           'approved', $4)`,
        [run.id, run.digest, stage.maker.member.id, version],
      );
    for (const version of [null, 1]) {
      await expect(past(version)).rejects.toThrow(/not enough votes/);
    }
  });
});
