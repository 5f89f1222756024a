import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { requestApproval } from "../../../operations/bill-runs/request-approval.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "ask BR-n";

export const ask: Command = {
  name: "ask",
  usage,
  summary: "ask others to approve a previewed run",
  detail: "Puts the run up for approval with its content as it stands now.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const run = await requestApproval(world, actor, { number, digest: null });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} waits for approval.`);
  },
};
