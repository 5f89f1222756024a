import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type ApprovalSubject,
  SubjectChanged,
} from "../../../src/operations/approvals/approval-subject.ts";
import { askForApproval } from "../../../src/operations/approvals/ask-for-approval.ts";
import { decideApproval } from "../../../src/operations/approvals/decide-approval.ts";
import { isRefusal } from "../../../src/operations/refusal.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { type ApprovalStage, codeOf, openApprovalStage, orThrow } from "./approval-stage.ts";

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await openApprovalStage(1);
});
afterAll(() => stage.close());

const digestOf = (content: number) => `sha256:${String(content).repeat(64)}`;
let content = 1;
let late = false;
let done: string[] = [];
let number = 0;
let subject = "";
beforeEach(() => {
  [content, late, done] = [1, false, []];
  subject = `W-${++number}`;
});

/** Something made up, whose content can change under the hand. */
const writeOff: ApprovalSubject = {
  kind: "write-off",
  act: "write-off",
  permission: "prepare",
  isAskerFree: false,
  load: async (_, label) => ({
    label,
    digest: digestOf(content),
    excluded: [stage.priya.member.id],
    segments: null,
    amounts: [{ currency: "USD", minor: 5_000n }],
    lines: ["A debt that nobody pays."],
  }),
  approved: async (_, __, approval) => {
    if (late) throw new SubjectChanged(approval.subject);
    done.push(`approved ${approval.digest.slice(7, 8)}`);
  },
  rejected: async () => void done.push("rejected"),
  voided: async () => void done.push("voided"),
};

function ask(by: Actor = stage.maker) {
  return askForApproval(stage.world, by, writeOff, { subject, digest: null, channel: "C1" });
}

function vote(by: Actor, decision: "approve" | "reject" = "approve", digest = digestOf(1)) {
  const vote = { subject, digest, decision, comment: null, typedTotal: null };
  return decideApproval(stage.world, by, writeOff, vote);
}

async function stateOf() {
  const rows = await stage.sql<{ state: string }>(
    "SELECT state FROM approval WHERE subject = $1 ORDER BY requested_at, id",
    [subject],
  );
  return rows.map(({ state }) => state);
}

describe("anything that people agree to", () => {
  it("is done by the last vote, once, however many click", async () => {
    orThrow(await ask());
    const voters = [stage.approver, stage.sam, stage.cora];
    const clicks = Array.from({ length: 100 }, (_, n) => vote(voters[n % 3] ?? stage.sam));
    const voted = (await Promise.all(clicks)).filter((answer) => !isRefusal(answer));
    expect(voted).toHaveLength(1);
    expect(done).toEqual(["approved 1"]);
    expect(await stage.books.checkInvariants()).toEqual([]);
  });

  it("is not approved by whoever asks, made or changed it", async () => {
    const asker = await stage.member("Kim", "controller");
    orThrow(await ask(asker));
    expect(await vote(asker)).toMatchObject({
      refusal: "self_approval",
      message: `You asked for approval of ${subject}, so somebody else approves it.`,
    });
    expect(codeOf(await vote(stage.priya))).toBe("self_approval");
    const past = stage.sql(
      `INSERT INTO approval_vote (approval_id, member_id, member_name, roles, decision, voted_at)
       SELECT id, requested_by, 'Kim', '{controller}', 'approve', now() FROM approval
        WHERE subject = $1`,
      [subject],
    );
    await expect(past).rejects.toThrow(/nobody approves/);
  });

  it("waits once: asking again is refused, at the same time too", async () => {
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    expect(codeOf(await ask())).toBe("approval_open");
  });

  it("becomes void where its content changed, and a new request takes its place", async () => {
    orThrow(await ask());
    content = 2;
    expect(codeOf(await vote(stage.sam))).toBe("approval_void");
    expect([await stateOf(), done]).toEqual([["void"], ["voided"]]);
    expect(codeOf(await vote(stage.sam))).toBe("approval_void");
    orThrow(await ask());
    expect(codeOf(await vote(stage.sam))).toBe("digest_changed");
    orThrow(await vote(stage.sam, "approve", digestOf(2)));
    expect(done).toEqual(["voided", "approved 2"]);
  });

  it("is replaced by a request for what it is now", async () => {
    orThrow(await ask());
    content = 2;
    orThrow(await ask());
    expect(await stateOf()).toEqual(["void", "open"]);
  });

  it("is not done, and no vote counts, where it changed during the last vote", async () => {
    orThrow(await ask());
    late = true;
    expect(codeOf(await vote(stage.sam))).toBe("approval_void");
    const [row] = await stage.sql(
      `SELECT count(*)::int AS votes FROM approval_vote v JOIN approval a ON a.id = v.approval_id
        WHERE a.subject = $1`,
      [subject],
    );
    expect([await stateOf(), row]).toEqual([["void"], { votes: 0 }]);
  });

  it("ends with one no, and is told who decided", async () => {
    orThrow(await ask());
    orThrow(await vote(stage.sam, "reject"));
    expect(done).toEqual(["rejected"]);
    expect(await vote(stage.cora)).toMatchObject({
      refusal: "already_decided",
      message: `${subject} was already rejected by Sam.`,
    });
  });

  it("can't be approved past the program without its votes", async () => {
    orThrow(await ask());
    const past = stage.sql("UPDATE approval SET state = 'approved' WHERE subject = $1", [subject]);
    await expect(past).rejects.toThrow(/has not enough votes/);
    const less = stage.sql("UPDATE approval SET excluded = '{}' WHERE subject = $1", [subject]);
    await expect(less).rejects.toThrow(/stands as it was made/);
  });
});
