import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { launchBillRun } from "../../../operations/bill-runs/launch-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "launch BR-n";

export const launch: Command = {
  name: "launch",
  usage,
  summary: "post the documents of an approved run",
  detail:
    "Posts exactly what was approved. Accounts that changed since then are held and reported.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const run = await launchBillRun(world, actor, { number, digest: null });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is running.`);
  },
};
