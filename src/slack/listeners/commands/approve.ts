import { voteOnBillRun } from "../../../operations/bill-runs/vote-on-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { voteRefusal } from "../../messages/vote-refusal.ts";
import { voteNotice } from "../vote-notice.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "approve BR-n";

export const approve: Command = {
  name: "approve",
  usage,
  summary: "agree to what a run would bill",
  detail:
    "Approves the run's content as it stands now. Who made the run can't approve it. Words " +
    "behind the number are kept as a comment.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const comment = words.split(" ").slice(1).join(" ") || null;
    const vote = { number, digest: null, decision: "approve" as const, comment };
    const voted = await voteOnBillRun(world, actor, vote);
    return isRefusal(voted) ? voteRefusal(voted, number) : voteNotice(voted.run, voted.tally);
  },
};
