import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import type { PayerFacts, Proposal } from "../../billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../billing/bill-run/propose-documents.ts";
import type { Catalog } from "../../billing/catalog/catalog.ts";
import type { ProposedDocument } from "../../billing/invoicing/document.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { quoteTyped } from "../quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { chargeNames } from "./charge-names.ts";
import { findRun } from "./find-run.ts";
import type { RunAccountRow } from "./run-accounts-books.ts";

/** One account of a run with the documents that it is, or would be, billed on. */
export type AccountBill = {
  readonly run: BillRun;
  readonly row: RunAccountRow;
  /** Key and name of whose documents they are. */
  readonly payer: { readonly key: string; readonly name: string };
  /**
   * `posted`: they stand. `as-previewed`: computed again, with the content that the preview saw.
   * `changed`: something is different by now. `not-billable`: nothing can be computed.
   */
  readonly stands: "posted" | "as-previewed" | "changed" | "not-billable";
  /** With the account's own lines only, where somebody else pays for it. */
  readonly documents: readonly (ProposedDocument & { readonly number: string | null })[];
  readonly nameOf: (charge: string) => string;
};

/** Results after which what the run did to an account stands. */
const postedResults: readonly RunAccountRow["result"][] = ["billed", "nothing-due", "excluded"];

/**
 * What a run bills an account, line by line. Documents of a preview are not stored, so they are
 * computed again; their digest says whether they are still what was previewed. Refuses
 * `role_missing`, `bill_run_unknown`, `account_not_in_run`.
 */
export async function lookAtAccount(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly account: string },
): Promise<AccountBill | Refusal> {
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return run;
  const row = await world.books.findRunAccount(run.id, input.account);
  const [facts] = row ? await world.books.loadPayers([row.payer]) : [];
  if (!row || !facts) return refuseUnknown(world, run, input.account);
  const catalog = await world.books.loadCatalog();
  const payer = { key: facts.payer.key, name: facts.payer.name };
  const bill = { run, row, payer, nameOf: chargeNames(facts, catalog) };
  const isPosted = run.launchedAt !== null && postedResults.includes(row.result);
  if (isPosted) {
    const documents = await world.books.documentsOfRun(run.id, [payer.key]);
    return { ...bill, stands: "posted", documents: ofAccount(documents, row) };
  }
  const proposal = proposeAgain(facts, catalog, run);
  if (!proposal) return { ...bill, stands: "not-billable", documents: [] };
  const own = row.account === payer.key ? row : await world.books.findRunAccount(run.id, payer.key);
  const isSame = own?.digest === proposal.digest;
  const documents = proposal.documents.map((document) => ({ ...document, number: null }));
  const stands = isSame ? "as-previewed" : "changed";
  return { ...bill, stands, documents: ofAccount(documents, row) };
}

function proposeAgain(facts: PayerFacts, catalog: Catalog, run: BillRun): Proposal | null {
  try {
    return proposeDocuments(facts, catalog, run.terms);
  } catch {
    // The preview parked it with the reason, which its row tells.
    return null;
  }
}

type Numbered = ProposedDocument & { readonly number: string | null };

/** A child sees its own lines of its payer's documents. */
function ofAccount(documents: readonly Numbered[], { account, payer }: RunAccountRow): Numbered[] {
  if (account === payer) return [...documents];
  return documents.flatMap((document) => {
    const lines = document.lines.filter((line) => line.account === account);
    return lines.length === 0 ? [] : [{ ...document, lines }];
  });
}

async function refuseUnknown(world: World, run: BillRun, key: string): Promise<Refusal> {
  const near = await world.books.searchAccounts(key, 3);
  const names = near.map((account) => account.key).filter((name) => name !== key);
  return refuse(
    "account_not_in_run",
    `${runLabel(run)} has no account ${quoteTyped(key)}.`,
    names.length > 0 ? `Did you mean ${names.join(" or ")}?` : "Look it up in the run's list.",
  );
}
