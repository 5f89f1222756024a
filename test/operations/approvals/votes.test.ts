import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBillRun } from "../../../src/operations/bill-runs/launch-bill-run.ts";
import { previewBillRun } from "../../../src/operations/bill-runs/preview-bill-run.ts";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { isRefusal } from "../../../src/operations/refusal.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { previewNovember } from "../../store/small-books.ts";
import { type ApprovalStage, codeOf, openApprovalStage, orThrow } from "./approval-stage.ts";

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await openApprovalStage();
});
afterAll(() => stage.close());

let used = 0;
async function waiting() {
  const run = await previewNovember(stage, { accounts: [`a${used++}`] });
  orThrow(await requestApproval(stage.world, stage.maker, { number: run.number, digest: null }));
  return run;
}

function vote(by: Actor, number: number, more: object = {}) {
  const input = { number, digest: null, decision: "approve", comment: null } as const;
  return voteOnBillRun(stage.world, by, { ...input, ...more });
}

async function decisionsOf(number: number) {
  const [row] = await stage.sql<{ votes: number; state: string; done: number }>(
    `SELECT (SELECT count(*)::int FROM approval_vote v WHERE v.approval_id = a.id) AS votes,
            a.state,
            (SELECT count(*)::int FROM audit_entry e WHERE e.subject = a.subject
                AND e.action = 'bill-run.approve' AND e.outcome = 'done') AS done
       FROM approval a WHERE a.subject = $1`,
    [`BR-${number}`],
  );
  return row;
}

it("whoever made a run hears that it is approved, where somebody else did", async () => {
  const { number } = await waiting();
  expect(codeOf(await vote(stage.maker, number))).toBe("self_approval");
  orThrow(await vote(stage.approver, number));
  expect(await vote(stage.maker, number)).toMatchObject({
    refusal: "already_decided",
    message: `BR-${number} was already approved by Lee.`,
  });
});

describe("a hundred clicks at once", () => {
  it("of one person are one vote", async () => {
    const { number } = await waiting();
    const clicks = Array.from({ length: 100 }, () => vote(stage.approver, number));
    const answers = await Promise.all(clicks);
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    expect(await decisionsOf(number)).toEqual({ votes: 1, state: "approved", done: 1 });
  });

  it("of many people make one decision", async () => {
    const { number } = await waiting();
    const voters = [stage.approver, stage.sam, stage.priya, stage.cora];
    const clicks = Array.from({ length: 100 }, (_, n) => voters[n % 4] ?? stage.sam);
    const answers = await Promise.all(clicks.map((by) => vote(by, number)));
    const codes = answers.map((answer) => (isRefusal(answer) ? answer.refusal : "voted"));
    expect(codes.filter((code) => code === "voted")).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(["voted", "already_decided"]));
    expect(await decisionsOf(number)).toEqual({ votes: 1, state: "approved", done: 1 });
  });

  it("where three must agree are three votes, and one launch", async () => {
    await stage.hold({ tiers: [{ aboveMinor: 0n, votes: 3, including: [] }] });
    const { number } = await waiting();
    const voters = [stage.approver, stage.sam, stage.priya, stage.cora];
    const clicks = Array.from({ length: 100 }, (_, n) => voters[n % 4] ?? stage.sam);
    await Promise.all(clicks.map((by) => vote(by, number)));
    expect(await decisionsOf(number)).toEqual({ votes: 3, state: "approved", done: 3 });
    const launches = Array.from({ length: 20 }, () =>
      launchBillRun(stage.world, stage.maker, { number, digest: null }),
    );
    const launched = (await Promise.all(launches)).filter((answer) => !isRefusal(answer));
    expect(launched).toHaveLength(1);
    expect(await stage.books.checkInvariants()).toEqual([]);
  });
});

describe("a vote", () => {
  it("is refused to whoever made the run or previewed it last, with who can vote", async () => {
    await stage.hold({ tiers: [{ aboveMinor: 0n, votes: 1, including: [] }] });
    const { number } = await waiting();
    expect(await vote(stage.maker, number)).toMatchObject({ refusal: "self_approval" });
    const dual = await stage.member("Kim", "preparer", "approver");
    orThrow(await previewBillRun(stage.world, dual, { number }));
    expect(await vote(dual, number)).toMatchObject({
      refusal: "self_approval",
      message: `You previewed BR-${number}, so somebody else approves it.`,
    });
  });

  it("for content that is not what waits is refused, and counts nothing", async () => {
    const { number } = await waiting();
    const digest = `sha256:${"0".repeat(64)}`;
    expect(codeOf(await vote(stage.approver, number, { digest }))).toBe("digest_changed");
    expect(await decisionsOf(number)).toMatchObject({ votes: 0, state: "open" });
  });

  it("of a controller is needed where a tier asks for one", async () => {
    const including = [{ role: "controller", votes: 1 }] as const;
    await stage.hold({ tiers: [{ aboveMinor: 0n, votes: 2, including }] });
    const { number } = await waiting();
    orThrow(await vote(stage.approver, number));
    expect(orThrow(await vote(stage.sam, number)).tally).toEqual({
      ...{ outcome: "open", approvals: 2, stillNeeded: 1 },
    });
    expect(orThrow(await vote(stage.cora, number)).run.state).toBe("approved");
  });

  it("of people named is needed where a tier names them", async () => {
    const among = [{ memberIds: [stage.sam, stage.priya].map((a) => a.member.id), votes: 1 }];
    await stage.hold({ tiers: [{ aboveMinor: 0n, votes: 1, including: [], among }] });
    const { number } = await waiting();
    expect(orThrow(await vote(stage.approver, number)).tally.stillNeeded).toBe(1);
    expect(orThrow(await vote(stage.priya, number)).run.state).toBe("approved");
  });
});

describe("a total that is typed", () => {
  it("has to be the one that was seen, and is not told", async () => {
    await stage.hold({
      tiers: [{ aboveMinor: 0n, votes: 1, including: [] }],
      typedAbove: { minor: 0n, byCurrency: {} },
    });
    const { number } = await waiting();
    expect(codeOf(await vote(stage.approver, number))).toBe("typed_total_missing");
    const wrong = await vote(stage.approver, number, { typedTotal: "1.00" });
    expect(wrong).toMatchObject({ refusal: "typed_total_wrong" });
    expect(JSON.stringify(wrong)).not.toMatch(/\d{2,}\.\d\d/);
    const [row] = await stage.sql<{ minor: string }>(
      "SELECT typed ->> 'minor' AS minor FROM approval WHERE subject = $1",
      [`BR-${number}`],
    );
    const total = (Number(row?.minor) / 100).toFixed(2);
    const right = orThrow(await vote(stage.approver, number, { typedTotal: ` ${total} USD` }));
    expect(right.run.state).toBe("approved");
  });

  it("is not asked of whoever rejects", async () => {
    const { number } = await waiting();
    const no = { decision: "reject", comment: "too much" };
    expect(orThrow(await vote(stage.approver, number, no)).run.state).toBe("previewed");
  });
});
