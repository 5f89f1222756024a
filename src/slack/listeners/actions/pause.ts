import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { pauseBillRun } from "../../../operations/bill-runs/pause-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import type { RunAction } from "./run-action.ts";

export const pause: RunAction = {
  action: "pause",
  run: async ({ world, actor, seen }) => {
    const run = await pauseBillRun(world, actor, { number: seen.run });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is paused.`);
  },
};
