import { isRefusal } from "../../../operations/refusal.ts";
import { listOverdue } from "../../../operations/reports/list-overdue.ts";
import { mostOverdue, overdueMessage } from "../../messages/overdue-message.ts";
import type { Command } from "./command.ts";

export const dunning: Command = {
  name: "dunning",
  usage: "dunning [ACCOUNT]",
  summary: "invoices past due, the oldest first",
  detail:
    "Lists open invoices past their due day with the amount and how late they are, of all " +
    "accounts or of one.",
  run: async ({ world, actor, words }) => {
    const account = words.split(" ")[0] || null;
    const found = await listOverdue(world, actor, { account, limit: mostOverdue + 1 });
    return isRefusal(found) ? found : overdueMessage(found);
  },
};
