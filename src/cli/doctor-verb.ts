import type { Command } from "commander";
import { countOf } from "../billing/money/amount-text.ts";
import { type Examination, examineCompany } from "../operations/doctor/examine-company.ts";
import { isRefusal } from "../operations/refusal.ts";
import { localOperator } from "./act-as.ts";
import { printAnswer } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { inTerminal } from "./terminal-words.ts";

/**
 * `billrun doctor`: every promise against the database, and whatever else billing needs; exit
 * status 1 if something is wrong.
 */
export function doctorVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("doctor")
    .description("check the promises, the database, the queue, Slack and the people")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const company = await root.open();
      try {
        const found = await examineCompany(company.world, localOperator());
        if (!isRefusal(found) && !found.isSound) io.status = 1;
        printAnswer(io, found, options, examinationText);
      } finally {
        await company.stop();
      }
    });
}

function examinationText({ checks, isSound, rows }: Examination): string {
  const lines = checks.map(({ what, isFine, text, remedy }) => {
    const next = remedy === null ? "" : `\n        ${inTerminal(remedy)}`;
    return `${isFine ? "  fine " : "  WRONG"} ${what}: ${inTerminal(text)}${next}`;
  });
  const sizes = Object.entries(rows).map(([table, count]) => {
    const name = table.replaceAll("_", " ");
    return countOf(count, name, `${name}s`.replace(/ys$/, "ies"));
  });
  const verdict = isSound ? "All is well." : "Something is wrong.";
  return [verdict, ...lines, `  ${sizes.join(", ")}`].join("\n");
}
