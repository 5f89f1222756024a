import { isRefusal } from "../../../operations/refusal.ts";
import { reconcileBooks } from "../../../operations/reports/reconcile-books.ts";
import { reconciliationMessage } from "../../messages/reconciliation-message.ts";
import type { Command } from "./command.ts";

export const reconcile: Command = {
  name: "reconcile",
  usage: "reconcile [DAY]",
  summary: "documents, ledger and open invoices side by side",
  detail:
    "Counts every cent twice, by currency, at the end of a day: documents against their lines, " +
    "lines against revenue and tax, the ledger's receivable against what is open.",
  run: async ({ world, actor, words }) => {
    const found = await reconcileBooks(world, actor, { asOfOn: words || null });
    return isRefusal(found) ? found : reconciliationMessage(found);
  },
};
