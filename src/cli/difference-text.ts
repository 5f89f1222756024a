import type {
  AccountDifference,
  DocumentDifference,
  RunDifference,
  SimulationDifference,
} from "../billing/billing-file/compare-simulations.ts";
import { textTable } from "./text-table.ts";

/** The difference of two simulations for a person; `before` and `after` are the files' names. */
export function differenceText(
  difference: SimulationDifference,
  before: string,
  after: string,
): string {
  if (difference.same) return `${before} and ${after} bill the same.\n`;
  const runs = difference.runs.map((run, index) => runText(run, index + 1));
  return `- ${before}\n+ ${after}\n\n${runs.join("\n")}`;
}

function runText(run: RunDifference, number: number): string {
  const title = `Run ${number}, target ${targets(run)}`;
  if (run.before === null || run.after === null) {
    const where = run.before === null ? "second" : "first";
    return `${title}: only the ${where} file has it\n${accountsText(run)}`;
  }
  return run.accounts.length === 0 ? `${title}: no difference\n` : `${title}\n${accountsText(run)}`;
}

function targets(run: RunDifference): string {
  const days = [run.before, run.after].filter((day) => day !== null);
  return [...new Set(days)].join(" → ");
}

function accountsText(run: RunDifference): string {
  const totals = Object.entries(run.totals).map(([currency, total]) => [
    `  ${currency} in all`,
    total.before,
    "→",
    total.after,
    signed(total.difference),
  ]);
  const count = run.accounts.length;
  const head = count === 1 ? "  1 account differs" : `  ${count} accounts differ`;
  return `${run.accounts.map(accountText).join("")}${head}\n${textTable(totals, amountColumns)}`;
}

const amountColumns = ["left", "right", "left", "right", "right"] as const;

function accountText(account: AccountDifference): string {
  const outcome =
    account.before === account.after
      ? ""
      : `: ${account.before ?? "not in the file"} → ${account.after ?? "not in the file"}`;
  return `  ${account.account}${outcome}\n${account.documents.map(documentText).join("")}`;
}

function documentText(document: DocumentDifference): string {
  const { type, currency, before, after, difference } = document;
  const totals = `${before ?? "none"} → ${after ?? "none"}`;
  const head = `    ${type} ${currency} ${totals} (${signed(difference)})\n`;
  const lines = [
    ...document.onlyBefore.map((line) => lineCells("-", line)),
    ...document.onlyAfter.map((line) => lineCells("+", line)),
  ];
  return head + textTable(lines, ["left", "left", "left", "left", "right", "left"]);
}

function lineCells(sign: string, line: DocumentDifference["onlyAfter"][number]): string[] {
  const extras = [
    /[1-9]/.test(line.discount) ? `discount ${line.discount}` : "",
    /[1-9]/.test(line.tax) ? `tax ${line.tax}` : "",
  ].filter((text) => text !== "");
  return [
    `      ${sign} ${line.subscription}`,
    line.charge,
    line.kind,
    `${line.from}..${line.to}`,
    line.amount,
    [...extras, line.why].join(", "),
  ];
}

function signed(amount: string): string {
  return amount.startsWith("-") || !/[1-9]/.test(amount) ? amount : `+${amount}`;
}
