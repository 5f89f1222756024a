import { requirePermission } from "../approvals/require-permission.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { BillRunView } from "./bill-run-view.ts";
import { findRun } from "./find-run.ts";
import type { RunAccountFilter, RunAccountRow } from "./run-accounts-books.ts";

/** One page of a run's accounts, the largest bills first. */
export type RunAccountsPage = {
  readonly view: BillRunView;
  readonly filter: RunAccountFilter;
  /** From 0. */
  readonly page: number;
  readonly rows: readonly RunAccountRow[];
  readonly hasMore: boolean;
};

/** Accounts of a run, page by page. Refuses `role_missing`, `bill_run_unknown`. */
export async function listRunAccounts(
  world: World,
  actor: Actor,
  input: {
    readonly number: number;
    readonly filter: RunAccountFilter;
    readonly page: number;
    readonly size: number;
  },
): Promise<RunAccountsPage | Refusal> {
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return run;
  const { filter, page, size } = input;
  const [view, found] = await Promise.all([
    world.books.viewRun(run.id),
    // One more than is shown tells whether there is another page.
    world.books.pageRunAccounts(run.id, filter, { offset: page * size, limit: size + 1 }),
  ]);
  return { view, filter, page, rows: found.slice(0, size), hasMore: found.length > size };
}
