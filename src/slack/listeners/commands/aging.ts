import { isRefusal } from "../../../operations/refusal.ts";
import { showAging } from "../../../operations/reports/show-aging.ts";
import { agingMessage } from "../../messages/aging-message.ts";
import type { Command } from "./command.ts";

export const aging: Command = {
  name: "aging",
  usage: "aging [DAY]",
  summary: "what customers owe, by days past due, and DSO",
  detail:
    "Open invoices by age at the end of a day (today unless one is given, as 2026-11-30), by " +
    "currency and by account, with days sales outstanding over the last 90 days.",
  run: async ({ world, actor, words }) => {
    const report = await showAging(world, actor, { asOfOn: words || null });
    return isRefusal(report) ? report : agingMessage(report);
  },
};
