import { requirePermission } from "../approvals/require-permission.ts";
import type { PostedDocument } from "../book-records.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findDocument } from "./find-document.ts";

/** Everything that is told of one posted document. */
export type InvoiceView = {
  readonly document: PostedDocument;
  readonly accountName: string;
  /** Names of charges by key, where they have one. */
  readonly chargeNames: Readonly<Record<string, string>>;
  /** Total less what settles it, in minor units; of a credit memo what is not used. */
  readonly openMinor: bigint;
  /** Number of the document that took it back. */
  readonly reversedBy: string | null;
  /** The quote that it is the invoice of. */
  readonly quote: string | null;
  /** Of the payer in its run: what was approved is what was posted. Null without a run. */
  readonly digest: string | null;
};

/**
 * A posted document with its lines and why each is billed, by its number; "42" and "inv-2026-42"
 * are understood. Refuses `role_missing`, `invoice_missing`, `document_unknown`.
 */
export async function showInvoice(
  world: World,
  actor: Actor,
  input: { readonly number: string },
): Promise<InvoiceView | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  if (input.number.trim() === "") {
    const remedy = "Write /billrun invoice INV-2026-000042.";
    return refuse("invoice_missing", "Which document?", remedy);
  }
  const found = await findDocument(world, input.number);
  if (isRefusal(found)) return found;
  const { document, openMinor, reversedBy, quote } = found;
  const [accounts, catalog, digest] = await Promise.all([
    world.books.findAccounts([document.account]),
    world.books.loadCatalog(),
    digestOf(world, document),
  ]);
  const charges = [...catalog.plans.values()].flatMap((plan) => plan.charges);
  const names = charges.flatMap(({ key, name }) => (name === undefined ? [] : [[key, name]]));
  return {
    document,
    accountName: accounts[0]?.name ?? document.account,
    chargeNames: Object.fromEntries(names),
    openMinor,
    reversedBy,
    quote,
    digest,
  };
}

async function digestOf(world: World, document: PostedDocument): Promise<string | null> {
  const run = document.runNumber === null ? null : await world.books.findRun(document.runNumber);
  if (!run) return null;
  return (await world.books.findRunAccount(run.id, document.account))?.digest ?? null;
}
