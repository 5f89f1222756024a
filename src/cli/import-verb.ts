import type { Command } from "commander";
import type { ImportCounts, ImportData } from "../operations/books.ts";
import { importBillingData } from "../operations/customers/import-billing-data.ts";
import { isRefusal } from "../operations/refusal.ts";
import { actAs, localOperator } from "./act-as.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { readBillingFile } from "./read-billing-file.ts";
import type { Root } from "./root.ts";
import type { CompanyOptions } from "./with-company.ts";

/** `billrun import FILE`: all or nothing; the same file again changes nothing. */
export function importVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("import <file>")
    .description("load a billing file; the same keys again are updates")
    .option("--as <member>", "in whose name (or BILLRUN_AS); else the person at this machine")
    .option("--json", "print JSON")
    .action(async (file: string, options: CompanyOptions) => {
      const data = await readBillingFile(file, io);
      if (data) await importInto(root, io, { source: file, data }, options);
    });
}

async function importInto(
  root: Root,
  io: CliIo,
  input: { readonly source: string; readonly data: ImportData },
  options: CompanyOptions,
): Promise<void> {
  const company = await root.open();
  try {
    const named = options.as ?? process.env["BILLRUN_AS"];
    const actor = named === undefined ? localOperator() : await actAs(company.world, named);
    if (isRefusal(actor)) {
      printRefusal(io, actor, options);
      return;
    }
    const counts = await importBillingData(company.world, actor, input);
    printAnswer(io, counts, options, countsText);
  } finally {
    await company.stop();
  }
}

function countsText(counts: Readonly<Record<string, ImportCounts>>): string {
  return Object.entries(counts)
    .filter(([, row]) => row.added + row.changed + row.unchanged > 0)
    .map(([what, row]) => {
      return `${what}: ${row.added} added, ${row.changed} changed, ${row.unchanged} unchanged`;
    })
    .join("\n");
}
