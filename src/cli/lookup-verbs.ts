import type { Command } from "commander";
import { contentText, stateNames } from "../billing/bill-run/run-text.ts";
import { dayNumber, localDateOf } from "../billing/calendar/day-number.ts";
import type { LocalDate } from "../billing/calendar/local-date.ts";
import { sayDay, sayPeriodDays } from "../billing/calendar/say-day.ts";
import { amountText } from "../billing/money/amount-text.ts";
import { type AccountView, showAccount } from "../operations/customers/show-account.ts";
import { type InvoiceView, showInvoice } from "../operations/invoices/show-invoice.ts";
import { printAnswer } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { printable } from "./text-table.ts";
import { type CompanyOptions, withReader } from "./with-company.ts";

/** `billrun account KEY` and `billrun invoice NUMBER`: one customer, one posted document. */
export function lookupVerbs(program: Command, root: Root, io: CliIo): void {
  common(program.command("account <key>"))
    .description("a customer: what runs, what is due, last documents")
    .action(async (key: string, options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await showAccount(world, actor, { key }), options, accountText);
      });
    });
  common(program.command("invoice <number>"))
    .description("a posted document, line by line, with what is open")
    .action(async (number: string, options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await showInvoice(world, actor, { number }), options, invoiceText);
      });
    });
}

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}

const say = (day: LocalDate) => sayDay(dayNumber(day));

function accountText(view: AccountView): string {
  const { account, standing, trouble, documents, runs } = view;
  const lines = [
    `${account.name} (${account.key}) · ${account.currency} · net ${account.paymentTermsDays}`,
    standing ? dueText(view) : `Can't be billed: ${trouble ?? ""}`,
    ...(standing?.sold ?? []).map(
      (one) => `  ${one.plan} × ${one.quantity}, ${one.state} since ${sayDay(one.startsOn)}`,
    ),
    ...documents.map((document) => {
      const amount = amountText(document.totalMinor, document.currency);
      const open = amountText(document.openMinor, document.currency);
      return `  ${document.number}  ${amount}, ${say(document.invoiceOn)}, open ${open}`;
    }),
    ...runs.map(({ number, state, result, reason }) => {
      const because = reason ? `: ${reason}` : "";
      return `  BR-${number}  ${result?.replace("-", " ") ?? stateNames[state]}${because}`;
    }),
  ];
  return lines.map(printable).join("\n");
}

function dueText({ standing, account }: AccountView): string {
  if (standing?.dueNowMinor)
    return `Due now: ${amountText(standing.dueNowMinor, account.currency)}`;
  if (!standing?.nextDueOn) return "Nothing comes due.";
  return `Next due: ${say(localDateOf(standing.nextDueOn))}`;
}

/** A posted document as text, line by line. */
export function invoiceText(view: InvoiceView): string {
  const { document, openMinor, reversedBy, digest } = view;
  const money = (minor: bigint) => amountText(minor, document.currency);
  const sign = document.type === "credit-memo" ? -1n : 1n;
  const who = `${view.accountName} (${document.account})`;
  const run = document.runNumber;
  const lines = [
    `${document.number} · ${who} · ${money(sign * document.totalMinor)}`,
    `Dated ${say(document.invoiceOn)}, due ${say(document.dueOn)}, open ${money(openMinor)}`,
    ...(reversedBy ? [`Taken back with ${reversedBy}`] : []),
    ...document.lines.map((line) => {
      const days = sayPeriodDays(dayNumber(line.from), dayNumber(line.to));
      const name = Object.hasOwn(view.chargeNames, line.charge)
        ? view.chargeNames[line.charge]
        : line.charge;
      return `  ${name}, ${days}: ${line.why} = ${money(line.amountMinor)}`;
    }),
    ...document.taxes.map(({ rate, percent, taxMinor }) => {
      return `  tax ${rate} ${percent} %: ${money(sign * taxMinor)}`;
    }),
    `Posted ${run === null ? "by an approval of its own" : `by BR-${run}`}`,
  ];
  const content = contentText(digest);
  return [...lines, ...(content ? [`Content ${content}`] : [])].map(printable).join("\n");
}
