import { requirePermission } from "../approvals/require-permission.ts";
import type { AccountResultRow } from "../book-records.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun } from "./find-run.ts";

/** Parked and held accounts of a run, by key. Refuses `role_missing`, `bill_run_unknown`. */
export async function listExceptions(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly limit: number },
): Promise<readonly AccountResultRow[] | Refusal> {
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return run;
  return world.books.listResults(run.id, { only: ["parked", "held"], limit: input.limit });
}
