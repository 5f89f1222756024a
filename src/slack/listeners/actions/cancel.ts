import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { cancelBillRun } from "../../../operations/bill-runs/cancel-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import type { RunAction } from "./run-action.ts";

export const cancel: RunAction = {
  action: "cancel",
  run: async ({ world, actor, seen }) => {
    const run = await cancelBillRun(world, actor, { number: seen.run });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is canceled. It billed nothing.`);
  },
};
