import { retryBillRun } from "../../../operations/bill-runs/retry-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { newRunNotice } from "../new-run-notice.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "retry BR-n";

export const retry: Command = {
  name: "retry",
  makesRun: true,
  usage,
  summary: "preview a run's parked and held accounts again",
  detail: "Makes a new run for the accounts that BR-n parked or held. It is approved by itself.",
  run: async ({ world, actor, words, channel, requestKey }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const made = await retryBillRun(world, actor, { number, channel, requestKey });
    return isRefusal(made) ? made : newRunNotice(made, channel);
  },
};
