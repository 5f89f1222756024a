import { writePolicy } from "../../../src/billing/approvals/policy-content.ts";
import { runLabel } from "../../../src/billing/bill-run/bill-run.ts";
import { askAgain } from "../../../src/operations/approvals/ask-again.ts";
import { checkApproval } from "../../../src/operations/approvals/check-approval.ts";
import { delegateVotes } from "../../../src/operations/approvals/delegate-votes.ts";
import { endDelegation } from "../../../src/operations/approvals/end-delegation.ts";
import { findApprovable } from "../../../src/operations/approvals/find-approvable.ts";
import { listApprovals } from "../../../src/operations/approvals/list-approvals.ts";
import { proposePolicy } from "../../../src/operations/approvals/propose-policy.ts";
import { remindOfApproval } from "../../../src/operations/approvals/remind-of-approval.ts";
import { requestApprovalOf } from "../../../src/operations/approvals/request-approval-of.ts";
import { showApproval } from "../../../src/operations/approvals/show-approval.ts";
import { showDelegations } from "../../../src/operations/approvals/show-delegations.ts";
import { showPolicy } from "../../../src/operations/approvals/show-policy.ts";
import { tendApprovals } from "../../../src/operations/approvals/tend-approvals.ts";
import { voteOnApproval } from "../../../src/operations/approvals/vote-on-approval.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import type { World } from "../../../src/operations/world.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { previewed, type Stage, waiting } from "../twin-stage.ts";
import { reading, type Twin } from "./twin.ts";

const once = { digest: null, comment: null, typedTotal: null } as const;

async function aboutWaiting(stage: Stage) {
  return { kind: "run", subject: runLabel(await waiting(stage)) } as const;
}

/** Four days later, when requests of today have run out of time. */
function later(world: World): World {
  const at = new Date(world.clock.now().getTime() + 4 * 86_400_000);
  return { ...world, clock: { now: () => at } };
}

/** Somebody who may vote, and whom no other test knows. */
async function somebody(stage: Stage) {
  return actorNamed(await addMember(stage.world, `V${stage.fresh().account}`, "approver"));
}

let hours = 100;

/** Operations on approvals by their files. */
export const approvalTwins: Readonly<Record<string, Twin>> = {
  "approvals/request-approval-of": {
    async prepare(stage) {
      const subject = runLabel(await previewed(stage));
      const asked = { kind: "run", subject, channel: null } as const;
      return (world) => requestApprovalOf(world, stage.maker, asked);
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "approvals/ask-again": {
    async prepare(stage) {
      const run = await waiting(stage);
      const no = { number: run.number, ...once, decision: "reject" } as const;
      await voteOnBillRun(stage.world, stage.approver, no);
      return (world) => askAgain(world, stage.maker, { kind: "run", subject: runLabel(run) });
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "approvals/vote-on-approval": {
    async prepare(stage) {
      const vote = { ...(await aboutWaiting(stage)), ...once, decision: "approve" } as const;
      return (world) => voteOnApproval(world, stage.approver, vote);
    },
    second: ["already_decided"],
    auditsOfSecond: 1,
  },
  "approvals/propose-policy": {
    async prepare(stage) {
      // It drops what takes two.
      await addMember(stage.world, "Sam", "approver");
      const tiers = [{ aboveMinor: 0n, votes: 1, including: [] }];
      const content = writePolicy({ tiers, expiresAfterHours: ++hours });
      return (world) => proposePolicy(world, stage.admin, { content, channel: "C1" });
    },
    second: ["approval_open"],
    auditsOfSecond: 1,
  },
  "approvals/delegate-votes": {
    async prepare(stage) {
      const from = await somebody(stage);
      const wanted = { toMember: stage.approver.member.id, untilOn: "2026-12-10" };
      return (world) => delegateVotes(world, from, wanted);
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "approvals/end-delegation": {
    async prepare(stage) {
      const from = await somebody(stage);
      const wanted = { toMember: stage.approver.member.id, untilOn: "2026-12-10" };
      await delegateVotes(stage.world, from, wanted);
      return (world) => endDelegation(world, from);
    },
    second: ["delegation_missing"],
    auditsOfSecond: 1,
  },
  "approvals/remind-of-approval": {
    async prepare(stage) {
      const about = await aboutWaiting(stage);
      return (world) => remindOfApproval(world, stage.maker, about);
    },
    second: ["reminded_already"],
    auditsOfSecond: 1,
  },
  "approvals/tend-approvals": {
    async prepare(stage) {
      await tendApprovals(later(stage.world));
      await waiting(stage);
      return async (world) => (await tendApprovals(later(world))).expired > 0;
    },
    second: false,
    auditsOfSecond: 0,
  },
  "approvals/check-approval": {
    async prepare(stage) {
      const about = { ...(await aboutWaiting(stage)), decision: "approve" } as const;
      return (world) => checkApproval(world, stage.approver, about);
    },
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
  "approvals/show-approval": {
    async prepare(stage) {
      const about = await aboutWaiting(stage);
      return (world) => showApproval(world, stage.maker, about);
    },
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
  "approvals/find-approvable": reading((world) => findApprovable(world, "BR-1 fine")),
  "approvals/list-approvals": reading((world, { maker }) => listApprovals(world, maker)),
  "approvals/show-delegations": reading((world, { maker }) => showDelegations(world, maker)),
  "approvals/show-policy": reading((world, { maker }) => showPolicy(world, maker)),
};

/** What they are made of. */
export const partsOfApprovals = [
  "approvals/approval-subject",
  "approvals/approval-subjects",
  "approvals/approval-view",
  "approvals/approvals-books",
  "approvals/ask-for-approval",
  "approvals/decide-approval",
  "approvals/policy-subject",
  "approvals/remind-voters",
  "approvals/run-subject",
  "approvals/refuse-lapsed",
  "approvals/refuse-unmet",
  "approvals/vote-standing",
  "bill-runs/refuse-decided-run",
];
