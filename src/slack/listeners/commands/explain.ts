import { explainAccount } from "../../../operations/bill-runs/explain-account.ts";
import { readExplainWords } from "../../../operations/bill-runs/read-explain-words.ts";
import { showInvoice } from "../../../operations/invoices/show-invoice.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { explanationAnswer } from "../../messages/explanation-message.ts";
import { invoiceMessage } from "../../messages/invoice-message.ts";
import type { Command } from "./command.ts";

export const explain: Command = {
  name: "explain",
  usage: "explain ACCOUNT|INVOICE [BR-n]",
  summary: "why an account or an invoice is billed what it is",
  detail:
    "A line for every charge, billed or not. With BR-n, before or behind the account's key, that " +
    "run; without it, the latest that bills the account, or what a run for today would bill. " +
    "With the number of an invoice or credit memo, every line of it.",
  run: async ({ world, actor, words }) => {
    const asked = readExplainWords(words);
    if (asked.account === "") {
      const example = `acme BR-${asked.runNumber ?? 12}`;
      return refuse("account_missing", "Which account?", `Write /billrun explain ${example}.`);
    }
    const explained = await explainAccount(world, actor, asked);
    if (!isRefusal(explained)) return explanationAnswer(explained);
    if (explained.refusal !== "account_unknown" || !asked.mayBeDocument) return explained;
    const shown = await showInvoice(world, actor, { number: asked.account });
    return isRefusal(shown) ? shown : invoiceMessage(shown);
  },
};
