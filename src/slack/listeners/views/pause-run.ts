import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { pauseBillRun } from "../../../operations/bill-runs/pause-bill-run.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { pauseReasonField, pauseRunCallback } from "../../modals/pause-run-view.ts";
import { readFormReference } from "../../run-reference.ts";
import { readField } from "./form-values.ts";
import type { RunForm } from "./run-form.ts";

export const pauseRunForm: RunForm = {
  callback: pauseRunCallback,
  title: "Pause",
  act: ({ metadata }) => {
    const seen = readFormReference(metadata);
    return { action: "slack.pause", subject: seen ? `BR-${seen.run}` : "bill run" };
  },
  check: () => null,
  submit: async ({ world, actor, form }) => {
    const seen = readFormReference(form.metadata);
    if (!seen) {
      return refuse("form_invalid", "I can't read which run this form is about.", "Open it again.");
    }
    const reason = readField(form.values, pauseReasonField).text;
    const run = await pauseBillRun(world, actor, { number: seen.run, reason });
    return isRefusal(run) ? run : noticeMessage(`${runLabel(run)} is paused.`);
  },
  channelOf: ({ metadata }) => readFormReference(metadata)?.channel ?? null,
  fieldOf: () => null,
};
