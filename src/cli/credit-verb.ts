import type { Command } from "commander";
import { creditInvoice, refuseAmountInReason } from "../operations/invoices/credit-invoice.ts";
import { isRefusal } from "../operations/refusal.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { draftText } from "./draft-text.ts";
import { readDay } from "./read-day.ts";
import type { Root } from "./root.ts";
import { type CompanyOptions, withCompany } from "./with-company.ts";

type Options = CompanyOptions & { readonly date?: string; readonly amount?: string };

/** `billrun credit NUMBER`: asks other people to agree to a credit memo. */
export function creditVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("credit <number> [reason...]")
    .description("ask to credit an invoice: the whole of it, or an amount as goodwill")
    .option("--amount <amount>", "so much as goodwill, tax included, like 1,250.00")
    .option("--date <day>", "the day on the credit memo; today unless given")
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON")
    .action(async (number: string, words: string[], options: Options) => {
      const datedOn = readDay(options.date);
      if (isRefusal(datedOn)) return printRefusal(io, datedOn, options);
      const reason = words.join(" ").trim() || null;
      const amount = options.amount ?? null;
      const remedy = "For a part of it give --amount; else begin the reason with a word.";
      const no = amount === null ? refuseAmountInReason(reason ?? "", remedy) : null;
      if (no) return printRefusal(io, no, options);
      await withCompany(root, io, options, async ({ world }, actor) => {
        const asked = { number, amount, reason, datedOn, channel: null };
        printAnswer(io, await creditInvoice(world, actor, asked), options, draftText);
      });
    });
}
