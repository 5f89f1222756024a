import type { Command } from "commander";
import type { CliIo } from "./cli-io.ts";

type Options = { readonly diff?: boolean; readonly json?: boolean };

/**
 * `billrun simulate FILE` plays a billing file's runs without a database and prints the result as
 * JSON; `billrun simulate --diff A B` tells what B bills differently from A.
 */
export function simulateVerb(program: Command, io: CliIo): void {
  program
    .command("simulate")
    .summary("play a billing file's runs without a database")
    .description(
      "Plays the runs of a billing file in order, without a database, and prints what they\n" +
        "bill. Errors of the file go to standard error as one JSON array, with exit status 2.",
    )
    .argument("<file>", "the billing file")
    .argument("[other]", "with --diff: the file to compare it with")
    .option("--diff", "tell what the other file would bill differently, by account")
    .option("--json", "with --diff: as JSON instead of text")
    .action(async (file: string, other: string | undefined, options: Options, verb: Command) => {
      if (options.diff) {
        if (other === undefined) verb.error("error: --diff needs two files: simulate --diff A B");
        await printDifference(file, other, options.json === true, io);
      } else {
        if (other !== undefined) verb.error("error: two files need --diff: simulate --diff A B");
        await printResult(file, io);
      }
    });
}

/** Loaded only when asked for, so that `billrun --help` answers at once. */
async function simulateFiles(paths: readonly string[], io: CliIo) {
  const { readBillingFiles } = await import("./read-billing-file.ts");
  const files = await readBillingFiles(paths, io);
  if (files === null) return null;
  const { simulate } = await import("../billing/billing-file/simulate.ts");
  return files.map((data) => simulate(data));
}

async function printResult(path: string, io: CliIo): Promise<void> {
  const [result] = (await simulateFiles([path], io)) ?? [];
  if (result !== undefined) io.out(`${JSON.stringify(result, null, 1)}\n`);
}

async function printDifference(
  before: string,
  after: string,
  json: boolean,
  io: CliIo,
): Promise<void> {
  const [a, b] = (await simulateFiles([before, after], io)) ?? [];
  if (a === undefined || b === undefined) return;
  if (a.runs.length === 0 && b.runs.length === 0) {
    io.err('Neither file has runs, so there is nothing to compare: add "runs" to both.\n');
    io.status = 2;
    return;
  }
  const { compareSimulations } = await import("../billing/billing-file/compare-simulations.ts");
  const difference = compareSimulations(a, b);
  if (json) io.out(`${JSON.stringify(difference, null, 1)}\n`);
  else {
    const { differenceText } = await import("./difference-text.ts");
    io.out(differenceText(difference, before, after));
  }
}
