import type { Command } from "commander";
import { parseRunLabel } from "../billing/bill-run/bill-run.ts";
import { explainedLine } from "../billing/bill-run/explained-line.ts";
import { dayNumber } from "../billing/calendar/day-number.ts";
import { localDate } from "../billing/calendar/local-date.ts";
import { sayDay } from "../billing/calendar/say-day.ts";
import { amountText } from "../billing/money/amount-text.ts";
import type { AccountExplanation } from "../operations/bill-runs/account-explanation.ts";
import { explainAccount } from "../operations/bill-runs/explain-account.ts";
import { type ExplainWords, readExplainWords } from "../operations/bill-runs/read-explain-words.ts";
import { showInvoice } from "../operations/invoices/show-invoice.ts";
import { isRefusal, type Refusal, refuse } from "../operations/refusal.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { invoiceText } from "./lookup-verbs.ts";
import type { Root } from "./root.ts";
import { refuseLabel } from "./run-label.ts";
import { type CompanyOptions, withReader } from "./with-company.ts";

/**
 * `billrun explain ACCOUNT [BR-n]`: why an account is billed what it is, charge by charge; with the
 * number of a document, every line of it.
 */
export function explainVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("explain <words...>")
    .usage("[options] ACCOUNT|INVOICE [BR-n]")
    .description("why an account or an invoice is billed what it is, or is not")
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON")
    .action(async (words: string[], options: CompanyOptions) => {
      const asked = readWords(words);
      if (isRefusal(asked)) {
        printRefusal(io, asked, options);
        return;
      }
      await withReader(root, io, options, async ({ world }, actor) => {
        const explained = await explainAccount(world, actor, asked);
        const isDocument =
          isRefusal(explained) && explained.refusal === "account_unknown" && asked.mayBeDocument;
        if (!isDocument) {
          printAnswer(io, explained, options, explanationText);
          return;
        }
        const shown = await showInvoice(world, actor, { number: asked.account });
        printAnswer(io, shown, options, invoiceText);
      });
    });
}

/** As in Slack; scripts may write the number of a run behind the account. */
function readWords(words: readonly string[]): ExplainWords | Refusal {
  const [account = "", label = ""] = words;
  const asked = readExplainWords(words.join(" "));
  if (asked.account === "") {
    const example = `acme BR-${asked.runNumber ?? 12}`;
    return refuse("account_missing", "Which account?", `Write /billrun explain ${example}.`);
  }
  if (words.length === 1 || asked.runNumber !== null) return asked;
  const runNumber = words.length === 2 ? parseRunLabel(label) : null;
  return runNumber === null ? refuseLabel(label) : { account, runNumber, mayBeDocument: false };
}

function explanationText(explained: AccountExplanation): string {
  const { currency } = explained;
  const run = explained.runNumber === null ? "a run for today" : `BR-${explained.runNumber}`;
  const target = sayDay(dayNumber(localDate(explained.targetOn)));
  const where = ` in ${run}, target ${target}`;
  const stands = explained.isCanceled ? "canceled, it billed nothing" : explained.result;
  const result = stands ? `: ${stands.replace("-", " ")}` : "";
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
