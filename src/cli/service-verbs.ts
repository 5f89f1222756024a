import type { Command } from "commander";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";

/** `billrun migrate|serve|worker`: the database's tables and the long-running processes. */
export function serviceVerbs(program: Command, root: Root, io: CliIo): void {
  program
    .command("migrate")
    .description("make or update the tables; safe to call at any time")
    .action(async () => io.out(`${await root.migrate()}\n`));
  program
    .command("serve")
    .description("run the server, with a worker beside it")
    .action(() => root.serve());
  program
    .command("worker")
    .description("run a worker; any number, on any machines, share one database")
    .action(() => root.work());
}
