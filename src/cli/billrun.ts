#!/usr/bin/env node
import { processIo } from "./cli-io.ts";
import { runCli } from "./run-cli.ts";

// `billrun simulate FILE | head` closes the pipe early: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// Not process.exit: it would cut off output that a pipe has not taken yet.
process.exitCode = await runCli(process.argv.slice(2), processIo());
