import { voteOnBillRun } from "../../../operations/bill-runs/vote-on-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { voteRefusal } from "../../messages/vote-refusal.ts";
import { voteNotice } from "../vote-notice.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "reject BR-n [reason]";

export const reject: Command = {
  name: "reject",
  usage,
  summary: "say no, with a reason",
  detail: "Ends the request for approval. The reason goes into the run's thread.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, "reject BR-n");
    if (isRefusal(number)) return number;
    const comment = words.split(" ").slice(1).join(" ") || null;
    const vote = { number, digest: null, decision: "reject" as const, comment };
    const voted = await voteOnBillRun(world, actor, vote);
    return isRefusal(voted) ? voteRefusal(voted, number) : voteNotice(voted.run, voted.tally);
  },
};
