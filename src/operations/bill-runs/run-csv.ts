import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { exceptionRemedy } from "../../billing/bill-run/exception-remedy.ts";
import { csvText } from "../../billing/billing-file/csv/csv-text.ts";
import { changeText } from "../../billing/money/amount-text.ts";
import { formatMinor } from "../../billing/money/format-amount.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun } from "./find-run.ts";
import type { RunAccountFilter, RunAccountRow } from "./run-accounts-books.ts";

/** All accounts of a run, or those that were parked or held. */
export type RunCsvKind = "accounts" | "exceptions";

/** A file to hand over. */
export type RunCsv = { readonly name: string; readonly content: string };

/** Accounts are read in pages of so many. */
const pageSize = 2_000;

const columns = [
  "account",
  "name",
  "segment",
  "payer",
  "currency",
  "last",
  "now",
  "change",
  "percent",
  "credited",
  "result",
  "reason",
  "to do",
  "findings",
  "documents",
] as const;

/**
 * A run's accounts as comma-separated text, a row each in the order of their keys, without a byte
 * order mark. Amounts are invoices in major units with a point; `last` is the payer's bill before,
 * and a payer's children stand on its bill. Refuses `role_missing`, `bill_run_unknown`.
 */
export async function runCsv(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly kind: RunCsvKind },
): Promise<RunCsv | Refusal> {
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return run;
  const content = await csvOfRun(world, run, input.kind);
  return { name: runCsvName(run, input.kind), content };
}

/** "BR-12-accounts.csv". */
export function runCsvName(run: Pick<BillRun, "number">, kind: RunCsvKind): string {
  return `${runLabel(run)}-${kind}.csv`;
}

/** The same for a file that is sent into the run's thread, as spreadsheets open it. */
export async function runCsvFile(world: World, id: string): Promise<string | null> {
  const [number, kind] = id.split(":");
  const run = await world.books.findRun(Number(number));
  if (!run || (kind !== "accounts" && kind !== "exceptions")) return null;
  return csvOfRun(world, run, kind, true);
}

async function csvOfRun(
  world: World,
  run: BillRun,
  kind: RunCsvKind,
  forSpreadsheets = false,
): Promise<string> {
  const filter: RunAccountFilter = kind === "exceptions" ? { results: ["parked", "held"] } : {};
  let text = csvText([columns], forSpreadsheets);
  for (let after: string | null = null; ; ) {
    const page: readonly RunAccountRow[] = await world.books.listRunAccounts(run.id, filter, {
      after,
      limit: pageSize,
    });
    text += csvText(page.map(cellsOf));
    after = page.at(-1)?.account ?? null;
    if (page.length < pageSize) return text;
  }
}

function cellsOf(row: RunAccountRow): readonly string[] {
  const { currency, invoicedMinor, previousMinor } = row;
  const isAside = row.result === "parked" || row.result === "held";
  // Somebody else's bill is told with that account; where nothing is due nothing changed.
  const isBill = row.account === row.payer && invoicedMinor > 0n;
  const amount = (minor: bigint | null) => (minor === null ? "" : formatMinor(minor, currency));
  const change = isBill && previousMinor !== null ? invoicedMinor - previousMinor : null;
  return [
    row.account,
    row.name,
    row.segment ?? "",
    row.payer === row.account ? "" : row.payer,
    currency,
    amount(previousMinor),
    isBill ? amount(invoicedMinor) : "",
    amount(change),
    change === null || previousMinor === null ? "" : percentOf(invoicedMinor, previousMinor),
    row.creditedMinor === 0n ? "" : amount(row.creditedMinor),
    row.result ?? "",
    row.reason ?? "",
    isAside ? exceptionRemedy(row.reasonCode) : "",
    row.findings.join(" "),
    row.documents.join(" "),
  ];
}

/** "2.1", "-0.4": as a number, without the signs that people read. */
function percentOf(now: bigint, before: bigint): string {
  const text = changeText(now, before) ?? "";
  return text.replace(/ %$/, "").replaceAll(",", "").replace("−", "-").replace(/^[+±]/, "");
}
