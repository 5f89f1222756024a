import type { Command } from "commander";
import { examineBooks } from "../operations/reconciliation/examine-books.ts";
import { toJson } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";

/** `billrun doctor`: holds every promise against the database; exit status 1 if one is broken. */
export function doctorVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("doctor")
    .description("check every promise against what stands in the database")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const company = await root.open();
      try {
        const found = await examineBooks(company.world);
        if (found.breaches.length > 0) io.status = 1;
        if (options.json) {
          io.out(`${toJson(found)}\n`);
          return;
        }
        const sizes = Object.entries(found.rows).map(([name, count]) => `  ${count} ${name}`);
        const breaches = found.breaches.map((row) => `  ${row.invariant}: ${row.message}`);
        const verdict = breaches.length === 0 ? "Every promise holds." : "Promises are broken:";
        const stranded =
          found.strandedChunks > 0
            ? [`${found.strandedChunks} chunks wait for a worker: start one (billrun worker).`]
            : [];
        io.out(`${[verdict, ...breaches, ...stranded, ...sizes].join("\n")}\n`);
      } finally {
        await company.stop();
      }
    });
}
