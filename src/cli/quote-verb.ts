import type { Command } from "commander";
import { formatMinor, parseAmount } from "../billing/money/format-amount.ts";
import { groupDigits } from "../billing/money/group-digits.ts";
import { invoiceQuote } from "../operations/invoices/invoice-quote.ts";
import { type ListedQuote, listQuotes } from "../operations/invoices/list-quotes.ts";
import { isRefusal } from "../operations/refusal.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { draftText } from "./draft-text.ts";
import { readDay } from "./read-day.ts";
import type { Root } from "./root.ts";
import { textTable } from "./text-table.ts";
import { type CompanyOptions, withCompany, withReader } from "./with-company.ts";

type InvoiceOptions = CompanyOptions & {
  readonly date?: string;
  readonly po?: string;
  readonly note?: string;
};

/** `billrun quote list` and `billrun quote invoice KEY`. */
export function quoteVerb(program: Command, root: Root, io: CliIo): void {
  const quote = program.command("quote").description("list quotes and make their invoices");
  common(quote.command("list"))
    .description("quotes and where they stand")
    .action(async (options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await listQuotes(world, actor, { limit: 1_000 }), options, listText);
      });
    });
  common(quote.command("invoice <key>"))
    .description("ask other people to agree to a quote's invoice")
    .option("--date <day>", "invoice date; today unless given")
    .option("--po <number>", "the customer's purchase order")
    .option("--note <text>", "what approvers are told")
    .action(async (key: string, options: InvoiceOptions) => {
      const invoiceOn = readDay(options.date);
      if (isRefusal(invoiceOn)) return printRefusal(io, invoiceOn, options);
      const { po: poNumber = null, note = null } = options;
      await withCompany(root, io, options, async ({ world }, actor) => {
        const asked = { key, invoiceOn, note, poNumber, channel: null };
        printAnswer(io, await invoiceQuote(world, actor, asked), options, draftText);
      });
    });
}

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}

function listText(quotes: readonly ListedQuote[]): string {
  if (quotes.length === 0) return "There are no quotes. They come with the billing file.";
  const rows = quotes.map(({ quote, accountName, state, invoice }) => {
    const minor = parseAmount(quote.amount, quote.currency);
    const amount = minor === null ? quote.amount : formatMinor(minor, quote.currency);
    const said = `${groupDigits(amount)} ${quote.currency}`;
    const until = quote.validUntilOn ?? "–";
    return [quote.key, accountName, quote.title, said, until, invoice ?? state];
  });
  const heading = ["Quote", "Account", "Title", "Amount", "Valid until", "Stands at"];
  return textTable([heading, ...rows], ["left", "left", "left", "right", "left", "left"]).trimEnd();
}
