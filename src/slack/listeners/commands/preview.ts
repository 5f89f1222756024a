import { parseRunLabel, runLabel } from "../../../billing/bill-run/bill-run.ts";
import { createBillRun } from "../../../operations/bill-runs/create-bill-run.ts";
import { parseRunFilters } from "../../../operations/bill-runs/parse-run-filters.ts";
import { previewBillRun } from "../../../operations/bill-runs/preview-bill-run.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import { todayOf } from "../../../operations/today.ts";
import type { SlackMessage } from "../../blocks.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { createForm } from "../create-form.ts";
import { newRunNotice } from "../new-run-notice.ts";
import type { Command, CommandCall } from "./command.ts";

export const preview: Command = {
  name: "preview",
  makesRun: true,
  usage: "preview [filters]",
  summary: "make a run and show what it would bill",
  detail:
    "Without filters a form opens. Filters are segment:x tag:y bcd:1 currency:USD account:a,b " +
    "plan:p type:usage target:2026-11-30 date:2026-12-01; those of different kinds must all " +
    "hold, and more stand in /billrun help filters. " +
    "With BR-n that run is previewed again. A preview posts nothing.",
  form: createForm,
  run,
};

async function run(call: CommandCall): Promise<SlackMessage | Refusal> {
  const { world, actor, words, channel, requestKey } = call;
  const number = /^br-?\d+$/i.test(words) ? parseRunLabel(words) : null;
  if (number !== null) {
    const again = await previewBillRun(world, actor, { number });
    return isRefusal(again) ? again : noticeMessage(`${runLabel(again)} is being previewed again.`);
  }
  const request = parseRunFilters(words, await todayOf(world));
  if (isRefusal(request)) return request;
  const made = await createBillRun(world, actor, {
    ...request,
    channel,
    requestKey,
    preview: true,
  });
  return isRefusal(made) ? made : newRunNotice(made, channel);
}
