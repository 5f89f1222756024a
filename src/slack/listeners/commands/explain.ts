import { parseRunLabel } from "../../../billing/bill-run/bill-run.ts";
import { explainAccount } from "../../../operations/bill-runs/explain-account.ts";
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
    const asked = readQuestion(words);
    if (asked.account === "") {
      return refuse("account_missing", "Which account?", "Write /billrun explain acme BR-12.");
    }
    const explained = await explainAccount(world, actor, asked);
    if (!isRefusal(explained)) return explanationAnswer(explained);
    const isDocument = asked.runNumber === null && /^[a-z]+-\d{4}-\d+$/i.test(asked.account);
    if (explained.refusal !== "account_unknown" || !isDocument) return explained;
    const shown = await showInvoice(world, actor, { number: asked.account });
    return isRefusal(shown) ? shown : invoiceMessage(shown);
  },
};

/** Reads "acme", "acme BR-12" and "BR-12 acme"; a bare number is an account's key. */
export function readQuestion(words: string): { account: string; runNumber: number | null } {
  const parts = words.split(" ").filter((part) => part !== "");
  const isRun = (part: string | undefined) => part !== undefined && /^br-?\d+$/i.test(part);
  const label = isRun(parts[0]) ? parts[0] : isRun(parts.at(-1)) ? parts.at(-1) : undefined;
  const account = parts.filter((part) => part !== label).join(" ");
  return { account, runNumber: label === undefined ? null : parseRunLabel(label) };
}
