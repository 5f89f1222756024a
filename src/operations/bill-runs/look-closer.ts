import { requirePermission } from "../approvals/require-permission.ts";
import type { BillOfRun } from "../book-records.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { BillRunView } from "./bill-run-view.ts";
import { findRun } from "./find-run.ts";

/** So many of the biggest bills are looked at. */
const biggestShown = 5;

/** A run as its card shows it, and its biggest bills, in the currency of most of its amounts. */
export type CloserLook = {
  readonly view: BillRunView;
  readonly biggest: readonly BillOfRun[];
};

/** What an approver wants to see before deciding. Refuses `role_missing`, `bill_run_unknown`. */
export async function lookCloserAt(
  world: World,
  actor: Actor,
  input: { readonly number: number },
): Promise<CloserLook | Refusal> {
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return run;
  const view = await world.books.viewRun(run.id);
  const currency = view.totals[0]?.currency;
  // Amounts of several currencies have no order; the first one is the company's.
  const biggest = currency ? await world.books.biggestBills(run.id, currency, biggestShown) : [];
  return { view, biggest };
}
