import { showBillRun } from "../../../operations/bill-runs/show-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { runCard } from "../../messages/run-card.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "show BR-n";

export const show: Command = {
  name: "show",
  usage,
  summary: "a run's card, only for you",
  detail: "Shows what the run's card shows, with its buttons, as it stands now.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const view = await showBillRun(world, actor, { number });
    return isRefusal(view) ? view : runCard(view, world.clock.now());
  },
};
