import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { remindOfApproval } from "../../../src/operations/approvals/remind-of-approval.ts";
import { tendApprovals } from "../../../src/operations/approvals/tend-approvals.ts";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { previewNovember } from "../../store/small-books.ts";
import { type ApprovalStage, codeOf, openApprovalStage, orThrow } from "./approval-stage.ts";

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await openApprovalStage(4);
});
afterAll(() => stage.close());

let used = 0;
async function waiting(): Promise<number> {
  stage.moveTo("2026-11-02T09:00:00Z");
  const run = await previewNovember(stage, { accounts: [`a${used++}`] });
  orThrow(await requestApproval(stage.world, stage.maker, { number: run.number, digest: null }));
  return run.number;
}

function told(number: number, text: string) {
  return stage.sql<{ target: string }>(
    `SELECT channel AS target FROM outbox_message WHERE data ->> 'text' LIKE $1
      ORDER BY 1`,
    [`BR-${number}%${text}%`],
  );
}

describe("the clock that looks after approvals", () => {
  it("reminds after 4, 12 and 24 hours, then daily, and never at night", async () => {
    const number = await waiting();
    const rings: [string, number][] = [
      ["2026-11-02T12:59:00Z", 0],
      ["2026-11-02T13:00:00Z", 1],
      ["2026-11-02T17:30:00Z", 0],
      ["2026-11-02T21:00:00Z", 0],
      ["2026-11-03T09:00:00Z", 1],
      ["2026-11-03T12:00:00Z", 0],
      ["2026-11-04T09:00:00Z", 1],
    ];
    for (const [instant, reminded] of rings) {
      stage.moveTo(instant);
      expect([instant, (await tendApprovals(stage.world)).reminded]).toEqual([instant, reminded]);
      expect((await tendApprovals(stage.world)).reminded).toBe(0);
    }
    // Lee, Sam, Priya and Cora, three times.
    expect(await told(number, "waits for your approval")).toHaveLength(12);
    const vote = { number, digest: null, decision: "reject", comment: "late" } as const;
    orThrow(await voteOnBillRun(stage.world, stage.sam, vote));
  });

  it("is silent for an hour after somebody reminded by hand", async () => {
    const number = await waiting();
    stage.moveTo("2026-11-02T12:30:00Z");
    const about = { kind: "run", subject: `BR-${number}` } as const;
    const others = orThrow(await remindOfApproval(stage.world, stage.maker, about));
    expect(others.map(({ name }) => name)).toEqual(["Cora", "Lee", "Priya", "Sam"]);
    expect(codeOf(await remindOfApproval(stage.world, stage.maker, about))).toBe(
      "reminded_already",
    );
    stage.moveTo("2026-11-02T13:00:00Z");
    expect((await tendApprovals(stage.world)).reminded).toBe(0);
    stage.moveTo("2026-11-02T13:30:00Z");
    expect((await tendApprovals(stage.world)).reminded).toBe(1);
    const vote = { number, digest: null, decision: "reject", comment: "late" } as const;
    orThrow(await voteOnBillRun(stage.world, stage.sam, vote));
  });

  it("closes a request that ran out of time, once, and sends its run back", async () => {
    const number = await waiting();
    stage.moveTo("2026-11-05T09:00:00Z");
    const ends = await Promise.all([tendApprovals(stage.world), tendApprovals(stage.world)]);
    expect(ends.map(({ expired }) => expired).sort()).toEqual([0, 1]);
    expect((await stage.books.findRun(number))?.state).toBe("previewed");
    expect(await told(number, "Ask for approval again")).toEqual([{ target: "C1" }]);
    const vote = { number, digest: null, decision: "approve", comment: null } as const;
    expect(codeOf(await voteOnBillRun(stage.world, stage.sam, vote))).toBe("approval_expired");
    orThrow(await requestApproval(stage.world, stage.maker, { number, digest: null }));
    expect(await stage.books.checkInvariants()).toEqual([]);
  });
});
