import type { Command } from "./command.ts";
import { vote } from "./vote.ts";

export const reject: Command = {
  name: "reject",
  usage: "reject BR-n [reason]",
  summary: "say no, with a reason",
  detail:
    "Ends the request for approval of a run, a quote or anything else that waits. The reason " +
    "stands on its card, and in a run's thread.",
  run: (call) => vote(call, "reject", "reject BR-n"),
};
