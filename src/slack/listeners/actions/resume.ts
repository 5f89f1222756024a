import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { resumeBillRun } from "../../../operations/bill-runs/resume-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import type { RunAction } from "./run-action.ts";

export const resume: RunAction = {
  action: "resume",
  run: async ({ world, actor, seen }) => {
    const run = await resumeBillRun(world, actor, { number: seen.run });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} goes on.`);
  },
};
