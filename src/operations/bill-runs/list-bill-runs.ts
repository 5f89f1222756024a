import { requirePermission } from "../approvals/require-permission.ts";
import type { BillRunSummary } from "../book-records.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";

/** The latest runs, newest first. Refuses `role_missing`. */
export async function listBillRuns(
  world: World,
  actor: Actor,
  input: { readonly limit: number },
): Promise<readonly BillRunSummary[] | Refusal> {
  return requirePermission(actor, "view") ?? world.books.listRuns(input.limit);
}
