import { listExceptions } from "../../../operations/bill-runs/list-exceptions.ts";
import { showBillRun } from "../../../operations/bill-runs/show-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { exceptionsMessage, mostExceptions } from "../../messages/exceptions-message.ts";
import type { RunAction } from "./run-action.ts";

export const exceptions: RunAction = {
  action: "exceptions",
  run: async ({ world, actor, seen }) => {
    const view = await showBillRun(world, actor, { number: seen.run });
    if (isRefusal(view)) return view;
    const rows = await listExceptions(world, actor, { number: seen.run, limit: mostExceptions });
    if (isRefusal(rows)) return rows;
    return exceptionsMessage(view, rows, view.counts.parked + view.counts.held);
  },
};
