import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { launchBillRun } from "../../../operations/bill-runs/launch-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import type { RunAction } from "./run-action.ts";

export const launch: RunAction = {
  action: "launch",
  run: async ({ world, actor, seen }) => {
    const run = await launchBillRun(world, actor, { number: seen.run, digest: seen.digest });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is running.`);
  },
};
