import { requirePermission } from "../approvals/require-permission.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { BillRunView } from "./bill-run-view.ts";
import { findRun } from "./find-run.ts";

/** Everything a run's card shows. Refuses `role_missing`, `bill_run_unknown`. */
export async function showBillRun(
  world: World,
  actor: Actor,
  input: { readonly number: number },
): Promise<BillRunView | Refusal> {
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  return isRefusal(run) ? run : world.books.viewRun(run.id);
}
