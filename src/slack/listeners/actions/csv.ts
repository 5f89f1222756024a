import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import type { RunCsvKind } from "../../../operations/bill-runs/run-csv.ts";
import { sendRunCsv } from "../../../operations/bill-runs/send-run-csv.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import type { ActionCall, RunAction } from "./run-action.ts";

export const csv: RunAction = { action: "csv", run: (call) => send(call, "accounts") };

export const exceptionsCsv: RunAction = {
  action: "exceptionsCsv",
  run: (call) => send(call, "exceptions"),
};

async function send({ world, actor, seen }: ActionCall, kind: RunCsvKind) {
  const run = await sendRunCsv(world, actor, { number: seen.run, kind });
  if (isRefusal(run)) return run;
  return noticeMessage(`The file comes into the thread of ${runLabel(run)}.`);
}
