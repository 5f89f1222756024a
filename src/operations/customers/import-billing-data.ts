import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { ImportCounts, ImportData } from "../book-records.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { checkBilledPrices } from "./check-billed-prices.ts";
import { checkInvoicedQuotes } from "./check-invoiced-quotes.ts";
import { checkReferences } from "./check-references.ts";

/**
 * Loads catalog, customers, subscriptions, usage and quotes, all or nothing: the same key again is
 * an update, the same content again changes nothing, and what was posted stays as it is. `source`
 * names the file in the audit trail. Refuses `role_missing`,
 * `reference_unknown`, `plan_price_billed`, `quote_invoiced`.
 */
export async function importBillingData(
  world: World,
  actor: Actor,
  input: { readonly source: string; readonly data: ImportData },
): Promise<Readonly<Record<string, ImportCounts>> | Refusal> {
  const act = { action: "import", subject: input.source };
  const no =
    requirePermission(actor, "prepare", "import customers and usage") ??
    (await checkReferences(world, input.data)) ??
    (await checkBilledPrices(world, input.data)) ??
    (await checkInvoicedQuotes(world, input.data));
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, (tx) => tx.importData(input.data));
}
