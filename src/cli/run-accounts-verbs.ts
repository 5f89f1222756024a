import type { Command } from "commander";
import { parseRunLabel } from "../billing/bill-run/bill-run.ts";
import { amountText, changeText } from "../billing/money/amount-text.ts";
import { type BillChange, biggestChanges } from "../operations/bill-runs/biggest-changes.ts";
import { runCsv } from "../operations/bill-runs/run-csv.ts";
import { isRefusal, type Refusal, refuse } from "../operations/refusal.ts";
import type { Actor, World } from "../operations/world.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { textTable } from "./text-table.ts";
import { type CompanyOptions, withReader } from "./with-company.ts";

/** So many of the biggest changes fill a screen. */
const changesShown = 20;

/** `billrun run csv BR-n` and `billrun run changes BR-n`: looking at a run's accounts. */
export function runAccountsVerbs(run: Command, root: Root, io: CliIo): void {
  const as = ["--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)"] as const;
  run
    .command("csv <run>")
    .description("print a row for each account: last bill, this one, result, reason, findings")
    .option("--exceptions", "only parked and held accounts")
    .option(...as)
    .option("--json", "print a refusal as JSON")
    .action(async (label: string, options: CompanyOptions & { readonly exceptions?: boolean }) => {
      const kind = options.exceptions ? "exceptions" : "accounts";
      const csv = await look(root, io, label, options, (world, actor, number) =>
        runCsv(world, actor, { number, kind }),
      );
      if (csv) io.out(csv.content);
    });
  run
    .command("changes <run>")
    .description("the bills that differ most from the ones before, and why")
    .option(...as)
    .option("--json", "print JSON")
    .action(async (label: string, options: CompanyOptions) => {
      const limit = changesShown;
      const found = await look(root, io, label, options, (world, actor, number) =>
        biggestChanges(world, actor, { number, limit }),
      );
      if (found) printAnswer(io, found.changes, options, changesTable);
    });
}

async function look<T>(
  root: Root,
  io: CliIo,
  label: string,
  options: CompanyOptions,
  ask: (world: World, actor: Actor, number: number) => Promise<T | Refusal>,
): Promise<T | null> {
  const number = parseRunLabel(label);
  if (number === null) {
    printRefusal(io, refuse("run_label_invalid", `"${label}" is no run.`, "Write BR-12."), options);
    return null;
  }
  const found: T[] = [];
  await withReader(root, io, options, async ({ world }, actor) => {
    const answer = await ask(world, actor, number);
    if (isRefusal(answer)) printRefusal(io, answer, options);
    else found.push(answer);
  });
  return found[0] ?? null;
}

function changesTable(changes: readonly BillChange[]): string {
  if (changes.length === 0) return "No bill differs from the one before.";
  const rows = changes.map(({ account, currency, invoicedMinor, previousMinor, why }) => [
    account,
    previousMinor === null ? "–" : amountText(previousMinor, currency),
    amountText(invoicedMinor, currency),
    (previousMinor === null ? null : changeText(invoicedMinor, previousMinor)) ?? "–",
    why,
  ]);
  const aligned = ["left", "right", "right", "right", "left"] as const;
  return textTable([["Account", "Last", "Now", "Change", "Why"], ...rows], aligned).trimEnd();
}
