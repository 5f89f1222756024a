import type { Role } from "../../../src/billing/approvals/member.ts";
import { type ApprovalPolicy, defaultPolicy } from "../../../src/billing/approvals/policy.ts";
import { writePolicy } from "../../../src/billing/approvals/policy-content.ts";
import { proposePolicy } from "../../../src/operations/approvals/propose-policy.ts";
import { voteOnApproval } from "../../../src/operations/approvals/vote-on-approval.ts";
import { isRefusal, type Refusal } from "../../../src/operations/refusal.ts";
import type { Actor, World } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";

/** Books with a billing team, and a clock that is moved by hand. */
export type ApprovalStage = SmallBooks & {
  /** Dana prepares (`maker`), Lee approves (`approver`); so do Sam and Priya; Cora controls. */
  readonly sam: Actor;
  readonly priya: Actor;
  readonly cora: Actor;
  /** Gives roles, and proposes policies. */
  readonly ada: Actor;
  moveTo(instant: string): void;
  member(name: string, ...roles: Role[]): Promise<Actor>;
  /** Has a policy approved by Lee, and whoever else the one that holds asks for. */
  hold(policy: Partial<ApprovalPolicy>): Promise<void>;
};

/** Opens them with so many accounts; it is noon on Monday, 2 November 2026. */
export async function openApprovalStage(accounts = 40): Promise<ApprovalStage> {
  const keys = Array.from({ length: accounts }, (_, n) => ({ key: `a${n}` }));
  const small = await openSmallBooks(smallCompany(keys));
  let now = "2026-11-02T12:00:00Z";
  const world: World = { ...small.world, clock: { now: () => new Date(now) } };
  const member = async (name: string, ...roles: Role[]) =>
    actorNamed(await addMember(world, name, ...roles));
  const stage: ApprovalStage = {
    ...small,
    world,
    sam: await member("Sam", "approver"),
    priya: await member("Priya", "approver"),
    cora: await member("Cora", "controller"),
    ada: await member("Ada", "admin"),
    moveTo(instant) {
      now = instant;
    },
    member,
    async hold(policy) {
      const content = writePolicy({ ...defaultPolicy, ...policy });
      orThrow(await proposePolicy(world, stage.ada, { content, channel: null }));
      for (const voter of [small.approver, stage.sam, stage.cora]) {
        const voted = orThrow(await voteOnApproval(world, voter, policyVote));
        if (voted.approval.state === "approved") return;
      }
      throw new Error("nobody else agrees to the policy");
    },
  };
  return stage;
}

const policyVote = {
  kind: "policy-change" as const,
  subject: "policy",
  digest: null,
  decision: "approve" as const,
  comment: null,
  typedTotal: null,
};

/** An answer that is no refusal. */
export function orThrow<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.refusal}: ${answer.message}`);
  return answer;
}

/** The code of an answer that has to be a refusal. */
export function codeOf(answer: unknown): string {
  if (isRefusal(answer)) return answer.refusal;
  throw new Error("this was not refused");
}
