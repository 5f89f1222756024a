import { runLabel } from "../../../billing/bill-run/bill-run.ts";
import { retryBillRun } from "../../../operations/bill-runs/retry-bill-run.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { newRunNotice } from "../new-run-notice.ts";
import type { RunAction } from "./run-action.ts";

export const retry: RunAction = {
  action: "retry",
  run: async ({ world, actor, seen, channel }) => {
    // The button of one run makes one run, however many people click it at once.
    const requestKey = `retry:${seen.run}:${seen.digest ?? ""}`;
    const made = await retryBillRun(world, actor, { number: seen.run, channel, requestKey });
    if (isRefusal(made)) return made;
    if (made.state !== "canceled") return newRunNotice(made, channel ?? "");
    const remedy = `Write /billrun retry BR-${seen.run} to make another.`;
    return refuse(
      "retry_canceled",
      `${runLabel(made)} bills them again, but was canceled.`,
      remedy,
    );
  },
};
