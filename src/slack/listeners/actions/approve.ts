import { voteOnBillRun } from "../../../operations/bill-runs/vote-on-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { voteRefusal } from "../../messages/vote-refusal.ts";
import { runVoteNotice } from "../vote-notice.ts";
import type { RunAction } from "./run-action.ts";

export const approve: RunAction = {
  action: "approve",
  run: async ({ world, actor, seen }) => {
    const vote = { decision: "approve" as const, comment: null };
    const voted = await voteOnBillRun(world, actor, {
      number: seen.run,
      digest: seen.digest,
      ...vote,
    });
    return isRefusal(voted) ? voteRefusal(voted, seen.run) : runVoteNotice(voted);
  },
};
