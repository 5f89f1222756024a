#!/usr/bin/env node
import { bookVerbs } from "./cli/book-verbs.ts";
import { processIo } from "./cli/cli-io.ts";
import type { Root } from "./cli/root.ts";
import { runCli } from "./cli/run-cli.ts";

/** The parts that speak to the world are loaded by the verbs that need them, not by `--help`. */
const root: Root = {
  open: async () => (await openRoot()).open(),
  migrate: async () => (await openRoot()).migrate(),
  serve: async () => (await openRoot()).serve(),
  work: async () => (await openRoot()).work(),
};

async function openRoot(): Promise<Root> {
  const { commandRoot } = await import("./main.ts");
  return commandRoot(readEnvironment());
}

/** The environment, with what `.env` adds to it. */
function readEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return process.env;
}

// `billrun simulate FILE | head` closes the pipe early: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const io = processIo();
// Not process.exit: it would cut off output that a pipe has not taken yet.
process.exitCode = await runCli(process.argv.slice(2), io, (program) =>
  bookVerbs(program, root, io),
);
