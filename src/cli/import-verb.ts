import type { Command } from "commander";
import { openAccountsCsv } from "../billing/billing-file/csv/accounts-csv.ts";
import { openUsageCsv } from "../billing/billing-file/csv/usage-csv.ts";
import type { Account } from "../billing/customers/account.ts";
import type { ImportCounts, ImportData } from "../operations/book-records.ts";
import { importBillingData } from "../operations/customers/import-billing-data.ts";
import { isRefusal } from "../operations/refusal.ts";
import type { World } from "../operations/world.ts";
import { actAs, localOperator } from "./act-as.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { readBillingFile } from "./read-billing-file.ts";
import { readCsvFile } from "./read-csv-file.ts";
import type { OpenCompany, Root } from "./root.ts";
import type { CompanyOptions } from "./with-company.ts";

type ImportOptions = CompanyOptions & { readonly accounts?: string; readonly usage?: string };

/** `billrun import FILE` or CSV tables: all or nothing; the same content again changes nothing. */
export function importVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("import [file]")
    .description("load a billing file, or tables of accounts or usage; the same keys are updates")
    .option("--accounts <csv>", "a table of accounts")
    .option("--usage <csv>", "a table of usage")
    .option("--as <member>", "in whose name (or BILLRUN_AS); else the person at this machine")
    .option("--json", "print JSON")
    .action(async (file: string | undefined, options: ImportOptions, verb: Command) => {
      const tables = options.accounts !== undefined || options.usage !== undefined;
      if ((file !== undefined) === tables) {
        verb.error("error: name a billing file, or --accounts and --usage tables");
      }
      if (file !== undefined) {
        const data = await readBillingFile(file, io);
        if (data) await importInto(root, io, options, file, async () => data);
        return;
      }
      const source = [options.accounts, options.usage].filter(Boolean).join(", ");
      await importInto(root, io, options, source, (company) => readTables(company, io, options));
    });
}

/** Reads the tables; null if one of them has errors, which are told by line and column. */
async function readTables(
  { world }: OpenCompany,
  io: CliIo,
  options: ImportOptions,
): Promise<ImportData | null> {
  const accounts = options.accounts ? await readAccounts(world, io, options.accounts) : [];
  const usage = options.usage ? await readCsvFile(options.usage, openUsageCsv(), io) : [];
  if (!accounts || !usage) return null;
  return { catalog: null, accounts, subscriptions: [], usage, quotes: [] };
}

/** Twice through the file: for the keys first, since known accounts keep what has no column. */
async function readAccounts(
  { books }: World,
  io: CliIo,
  path: string,
): Promise<readonly Account[] | null> {
  const { settings } = await books.loadCatalog();
  const rows = await readCsvFile(path, openAccountsCsv(settings), io);
  if (!rows) return null;
  const known = await books.findAccounts(rows.map((row) => row.key));
  if (known.length === 0) return rows;
  const byKey = new Map(known.map((account) => [account.key, account]));
  return readCsvFile(path, openAccountsCsv(settings, byKey), io);
}

async function importInto(
  root: Root,
  io: CliIo,
  options: CompanyOptions,
  source: string,
  read: (company: OpenCompany) => Promise<ImportData | null>,
): Promise<void> {
  const company = await root.open();
  try {
    const named = options.as ?? process.env["BILLRUN_AS"];
    const actor = named === undefined ? localOperator() : await actAs(company.world, named);
    if (isRefusal(actor)) {
      printRefusal(io, actor, options);
      return;
    }
    const data = await read(company);
    if (!data) return;
    const counts = await importBillingData(company.world, actor, { source, data });
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
