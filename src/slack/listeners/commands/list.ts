import { listBillRuns } from "../../../operations/bill-runs/list-bill-runs.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { runListMessage } from "../../messages/run-list-message.ts";
import type { Command } from "./command.ts";

/** As many runs as fit on a screen. */
const shown = 20;

export const list: Command = {
  name: "list",
  usage: "list",
  summary: "the latest runs and where they stand",
  detail: `Shows the last ${shown} runs, newest first, only to you.`,
  run: async ({ world, actor }) => {
    const runs = await listBillRuns(world, actor, { limit: shown });
    return isRefusal(runs) ? runs : runListMessage(runs);
  },
};
