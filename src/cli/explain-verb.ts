import type { Command } from "commander";
import { parseRunLabel } from "../billing/bill-run/bill-run.ts";
import { explainedLine } from "../billing/bill-run/explained-line.ts";
import { dayNumber } from "../billing/calendar/day-number.ts";
import { localDate } from "../billing/calendar/local-date.ts";
import { sayDay } from "../billing/calendar/say-day.ts";
import { amountText } from "../billing/money/amount-text.ts";
import type { AccountExplanation } from "../operations/bill-runs/account-explanation.ts";
import { explainAccount } from "../operations/bill-runs/explain-account.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { refuseLabel } from "./run-label.ts";
import { type CompanyOptions, withReader } from "./with-company.ts";

/** `billrun explain ACCOUNT [BR-n]`: why an account is billed what it is, charge by charge. */
export function explainVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("explain <account> [run]")
    .description("why an account is billed what it is, or is not")
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON")
    .action(async (account: string, label: string | undefined, options: CompanyOptions) => {
      const runNumber = label === undefined ? null : parseRunLabel(label);
      if (label !== undefined && runNumber === null) {
        printRefusal(io, refuseLabel(label), options);
        return;
      }
      await withReader(root, io, options, async ({ world }, actor) => {
        const explained = await explainAccount(world, actor, { account, runNumber });
        printAnswer(io, explained, options, explanationText);
      });
    });
}

function explanationText(explained: AccountExplanation): string {
  const { currency } = explained;
  const run = explained.runNumber === null ? "a run for today" : `BR-${explained.runNumber}`;
  const target = sayDay(dayNumber(localDate(explained.targetOn)));
  const where = ` in ${run}, target ${target}`;
  const result = explained.result ? `: ${explained.result.replace("-", " ")}` : "";
  const because = explained.reason ? ` (${explained.reason})` : "";
  const documents = explained.documents.map(
    (row) => `${row.number ?? row.type.replace("-", " ")} ${amountText(row.totalMinor, currency)}`,
  );
  const charges = explained.charges.flatMap(({ name, lines, reason }) => [
    ...lines.map((line) => `  ${name}, ${explainedLine(line, currency, (text) => text)}`),
    ...(lines.length === 0 ? [`  ${name}: ${reason ?? "nothing to bill"}`] : []),
  ]);
  const head = `${explained.name} (${explained.account})${where}${result}${because}`;
  return [head, ...documents.map((text) => `  ${text}`), ...charges].join("\n");
}
