import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { pauseBillRun } from "../../../operations/bill-runs/pause-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "pause BR-n [reason]";

export const pause: Command = {
  name: "pause",
  usage,
  summary: "stop a running run for now",
  detail:
    "What is posted stays posted; resume goes on where it stopped. Card and thread tell the " +
    "reason.",
  run: async ({ world, actor, words }) => {
    const number = runNumberIn(words, "pause BR-n");
    if (isRefusal(number)) return number;
    const reason = words.split(" ").slice(1).join(" ") || null;
    const run = await pauseBillRun(world, actor, { number, reason });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is paused.`);
  },
};
