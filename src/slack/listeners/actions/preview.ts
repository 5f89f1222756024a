import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { previewBillRun } from "../../../operations/bill-runs/preview-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import type { RunAction } from "./run-action.ts";

export const preview: RunAction = {
  action: "preview",
  run: async ({ world, actor, seen }) => {
    const run = await previewBillRun(world, actor, { number: seen.run });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is being previewed.`);
  },
};
