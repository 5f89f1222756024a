import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { resumeBillRun } from "../../../operations/bill-runs/resume-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "resume BR-n";

export const resume: Command = {
  name: "resume",
  usage,
  summary: "go on with a paused run",
  detail: "Goes on where the run was paused.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const run = await resumeBillRun(world, actor, { number });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} goes on.`);
  },
};
