import { Command, CommanderError } from "commander";
import type { CliIo } from "./cli-io.ts";
import { programVersion } from "./program-version.ts";
import { simulateVerb } from "./simulate.ts";

/**
 * Adds verbs to the program; called before its arguments are read, so it must load nothing heavy.
 */
export type AddVerbs = (program: Command) => void;

/**
 * Runs one command line (without "node" and the script's name) and gives its exit status: 0 done, 1
 * refused or failed, 2 bad input. Never throws: what nobody foresaw becomes one sentence and status
 * 1.
 */
export async function runCli(
  argv: readonly string[],
  io: CliIo,
  addVerbs: AddVerbs = () => {},
): Promise<number> {
  const program = new Command("billrun")
    .description("Run, check, approve and explain a month of billing.")
    .version(programVersion())
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError("(billrun --help lists the verbs, billrun VERB --help their options)");
  simulateVerb(program, io);
  addVerbs(program);
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    // Commander has written what it has to say; help that was asked for has exit code 0.
    if (error instanceof CommanderError) io.status = error.exitCode === 0 ? 0 : 2;
    else {
      io.err(`billrun: ${error instanceof Error ? error.message : String(error)}\n`);
      io.status = Math.max(io.status, 1);
    }
  }
  return io.status;
}
