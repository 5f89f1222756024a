import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { requestApproval } from "../../../operations/bill-runs/request-approval.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import type { RunAction } from "./run-action.ts";

export const askForApproval: RunAction = {
  action: "requestApproval",
  run: async ({ world, actor, seen }) => {
    const run = await requestApproval(world, actor, { number: seen.run, digest: seen.digest });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} waits for approval.`);
  },
};
