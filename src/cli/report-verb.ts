import type { Command } from "commander";
import { amountText, bareAmountText, countOf } from "../billing/money/amount-text.ts";
import { type AgingReport, agingBuckets, netMinor } from "../billing/reports/aging.ts";
import { isRefusal } from "../operations/refusal.ts";
import { listOverdue, type OverdueList } from "../operations/reports/list-overdue.ts";
import { type Reconciliation, reconcileBooks } from "../operations/reports/reconcile-books.ts";
import { showAging } from "../operations/reports/show-aging.ts";
import { printAnswer } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { textTable } from "./text-table.ts";
import { type CompanyOptions, withReader } from "./with-company.ts";

/** Invoices that `report overdue` lists. */
const mostListed = 1_000;

/** `billrun report aging|overdue|reconcile`: what finance reads at the end of a month. */
export function reportVerb(program: Command, root: Root, io: CliIo): void {
  const report = program.command("report").description("receivables, overdue, reconciliation");
  const verb = (usage: string, description: string) =>
    report
      .command(usage)
      .description(description)
      .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
      .option("--json", "print JSON");
  verb("aging [day]", "open invoices by days past due, and days sales outstanding").action(
    async (day: string | undefined, options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        const found = await showAging(world, actor, { asOfOn: day ?? null });
        printAnswer(io, found, options, agingText);
      });
    },
  );
  verb("overdue [account]", "invoices past due, the oldest first").action(
    async (account: string | undefined, options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        const asked = { account: account ?? null, limit: mostListed };
        printAnswer(io, await listOverdue(world, actor, asked), options, overdueText);
      });
    },
  );
  verb(
    "reconcile [day]",
    "documents, ledger and open invoices; exit status 1 if they differ",
  ).action(async (day: string | undefined, options: CompanyOptions) => {
    await withReader(root, io, options, async ({ world }, actor) => {
      const found = await reconcileBooks(world, actor, { asOfOn: day ?? null });
      printAnswer(io, found, options, reconciliationText);
      if (!isRefusal(found) && !found.balances) io.status = 1;
    });
  });
}

function agingText(report: AgingReport): string {
  if (report.totals.length === 0) return `Nobody owes anything on ${report.asOfOn}.`;
  const all = report.totals.map((row) => ({ ...row, account: "", name: "All" }));
  const rows = [...all, ...report.largest].map((row) => {
    const text = (minor: bigint) => (minor === 0n ? "–" : bareAmountText(minor, row.currency));
    const amounts = [...row.bucketsMinor, -row.unappliedMinor, netMinor(row)];
    return [row.name, ...amounts.map(text), row.currency];
  });
  const heading = ["Owed by", ...agingBuckets.map(({ title }) => title), "Credit", "Owed", ""];
  const aligned = heading.map((_, column) => (column % 8 === 0 ? "left" : "right"));
  const dso = report.dso.map(({ currency, days }) =>
    days === null ? `${currency}: nothing billed in 90 days` : `${currency}: DSO ${days} days`,
  );
  const title = `Receivables on ${report.asOfOn}, ${countOf(report.accounts, "account")}`;
  const rest = report.accounts - report.largest.length;
  const more = rest > 0 ? [`and ${countOf(rest, "more account")}`] : [];
  return [title, textTable([heading, ...rows], aligned).trimEnd(), ...more, ...dso].join("\n");
}

function overdueText({ asOfOn, invoices }: OverdueList): string {
  if (invoices.length === 0) return `No invoice is past due on ${asOfOn}.`;
  const rows = invoices.map((row) => [
    row.number,
    row.name,
    amountText(row.openMinor, row.currency),
    row.dueOn,
    String(row.daysPastDue),
  ]);
  const heading = ["Invoice", "Account", "Open", "Due", "Days late"];
  return textTable([heading, ...rows], ["left", "left", "right", "left", "right"]).trimEnd();
}

function reconciliationText({ asOfOn, balances, currencies }: Reconciliation): string {
  const rows = currencies.flatMap(({ currency, checks }) =>
    checks.map(({ title, oneMinor, otherMinor, offMinor }) => [
      title,
      amountText(oneMinor, currency),
      amountText(otherMinor, currency),
      offMinor === 0n ? "none" : amountText(offMinor, currency),
    ]),
  );
  const verdict = balances ? "The books balance" : "The books do not balance";
  const heading = ["Side by side", "One", "Other", "Difference"];
  const lines = textTable([heading, ...rows], ["left", "right", "right", "right"]).trimEnd();
  return `${verdict} on ${asOfOn}.${rows.length > 0 ? `\n${lines}` : ""}`;
}
