import type { Command } from "./command.ts";
import { vote } from "./vote.ts";

const usage = "approve BR-n";

export const approve: Command = {
  name: "approve",
  usage,
  summary: "agree to what a run would bill, or to anything else that waits",
  detail:
    "Approves what waits for approval, with its content as it stands now: a run (BR-12), a quote " +
    "(Q-88), a reversal (reversal BR-12), policy. Who made it can't approve it. Words behind it " +
    "are kept as a comment. Above the policy's limit write total:316985.75, too.",
  run: (call) => vote(call, "approve", usage),
};
