import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { PayerFacts } from "../../billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../billing/bill-run/propose-documents.ts";
import { whyChanged } from "../../billing/bill-run/why-changed.ts";
import type { Catalog } from "../../billing/catalog/catalog.ts";
import type { Line, ProposedDocument } from "../../billing/invoicing/document.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { chargeNames } from "./charge-names.ts";
import { findRun } from "./find-run.ts";
import type { RunAccountRow } from "./run-accounts-books.ts";

/** A payer whose bill differs from the one before, and by what. */
export type BillChange = RunAccountRow & {
  /** "Seats +40.00 (5 → 7), API calls −3.20". */
  readonly why: string;
};

/**
 * The bills of a run that differ most from the ones before, with the charges that moved them. A
 * fixed number of queries. Refuses `role_missing`, `bill_run_unknown`.
 */
export async function biggestChanges(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly limit: number },
): Promise<{ readonly run: BillRun; readonly changes: readonly BillChange[] } | Refusal> {
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return run;
  return { run, changes: await changesOfRun(world, run, input.limit) };
}

/** The same for messages that nobody asked for. */
export async function changesOfRun(
  world: World,
  run: BillRun,
  limit: number,
): Promise<readonly BillChange[]> {
  const rows = await world.books.mostChanged(run.id, limit);
  if (rows.length === 0) return [];
  const payers = rows.map((row) => row.account);
  const [catalog, facts, last, posted] = await Promise.all([
    world.books.loadCatalog(),
    world.books.loadPayers(payers),
    world.books.lastInvoices(payers, run.id),
    run.launchedAt === null ? [] : world.books.documentsOfRun(run.id, payers),
  ]);
  const factsOf = new Map(facts.map((one) => [one.payer.key, one]));
  return rows.map((row) => {
    const own = factsOf.get(row.account);
    if (!own) return { ...row, why: "" };
    const before = linesOf(row.account, last);
    const now =
      run.launchedAt === null ? proposed(own, catalog, run) : linesOf(row.account, posted);
    return { ...row, why: whyChanged(before, now, row.currency, chargeNames(own, catalog)) };
  });
}

function linesOf(account: string, documents: readonly ProposedDocument[]): readonly Line[] {
  const invoices = documents.filter((one) => one.account === account && one.type === "invoice");
  return invoices.flatMap(({ lines }) => lines);
}

/** What is not stored of a preview is computed again. */
function proposed(facts: PayerFacts, catalog: Catalog, run: BillRun): readonly Line[] {
  try {
    return linesOf(facts.payer.key, proposeDocuments(facts, catalog, run.terms).documents);
  } catch {
    // It can't be billed any more; the launch will park it with the reason.
    return [];
  }
}
