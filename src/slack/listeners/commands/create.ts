import { createBillRun } from "../../../operations/bill-runs/create-bill-run.ts";
import { parseRunFilters } from "../../../operations/bill-runs/parse-run-filters.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import { todayOf } from "../../../operations/today.ts";
import type { SlackMessage } from "../../blocks.ts";
import { createForm } from "../create-form.ts";
import { newRunNotice } from "../new-run-notice.ts";
import type { Command, CommandCall } from "./command.ts";

export const create: Command = {
  name: "create",
  makesRun: true,
  usage: "create [filters]",
  summary: "make a run from a form",
  detail:
    "Opens a form: target date, invoice date and whom to bill. With filters, as preview takes " +
    "them, the run is made at once as a draft.",
  form: createForm,
  run,
};

async function run(call: CommandCall): Promise<SlackMessage | Refusal> {
  const { world, actor, words, channel, requestKey } = call;
  const request = parseRunFilters(words, await todayOf(world));
  if (isRefusal(request)) return request;
  const made = await createBillRun(world, actor, {
    ...request,
    channel,
    requestKey,
    preview: false,
  });
  return isRefusal(made) ? made : newRunNotice(made, channel);
}
