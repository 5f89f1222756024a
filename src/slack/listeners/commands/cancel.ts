import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { cancelBillRun } from "../../../operations/bill-runs/cancel-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "cancel BR-n";

export const cancel: Command = {
  name: "cancel",
  usage,
  summary: "end a run that was not launched",
  detail: "The run bills nothing; what is due stays due for other runs.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const run = await cancelBillRun(world, actor, { number });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is canceled. It billed nothing.`);
  },
};
