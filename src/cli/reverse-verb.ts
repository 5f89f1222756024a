import type { Command } from "commander";
import { parseRunLabel } from "../billing/bill-run/bill-run.ts";
import { reverseBillRun } from "../operations/bill-runs/reverse-bill-run.ts";
import { isRefusal, refuse } from "../operations/refusal.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { draftText } from "./draft-text.ts";
import { readDay } from "./read-day.ts";
import type { Root } from "./root.ts";
import { type CompanyOptions, withCompany } from "./with-company.ts";

type Options = CompanyOptions & { readonly date?: string };

/** `billrun reverse BR-n`: asks other people to agree that all a run posted is taken back. */
export function reverseVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("reverse <run> [reason...]")
    .description("ask to take back everything a run posted")
    .option("--date <day>", "the day on what takes it back; today unless given")
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON")
    .action(async (label: string, words: string[], options: Options) => {
      const number = parseRunLabel(label);
      if (number === null) {
        const no = refuse("run_label_invalid", `"${label}" is no run.`, "Write BR-12.");
        return printRefusal(io, no, options);
      }
      const datedOn = readDay(options.date);
      if (isRefusal(datedOn)) return printRefusal(io, datedOn, options);
      const reason = words.join(" ").trim() || null;
      await withCompany(root, io, options, async ({ world }, actor) => {
        const asked = { number, reason, datedOn, channel: null };
        printAnswer(io, await reverseBillRun(world, actor, asked), options, draftText);
      });
    });
}
