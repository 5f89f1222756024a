import type { Selection } from "../../billing/bill-run/proposal.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { SelectedAccounts } from "./run-accounts-books.ts";

/** Keys that are looked up for what they could have meant. */
const lookedUp = 3;

/** How many accounts a selection takes in, and typed keys that no account has. */
export type CountedSelection = SelectedAccounts & {
  readonly unknown: readonly { readonly key: string; readonly near: readonly string[] }[];
  /** Unknown keys beyond those. */
  readonly moreUnknown: number;
};

/**
 * Counts what a run would look at while it is still being chosen: one cheap statement, and a few
 * look-ups for misspelt keys. Refuses `role_missing`.
 */
export async function countSelection(
  world: World,
  actor: Actor,
  select: Selection,
): Promise<CountedSelection | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const counted = await world.books.countSelected(select);
  const typed = select.accounts ?? [];
  const gone = typed.length > 0 ? await world.books.missingKeys("account", typed) : [];
  const missing = typed.filter((key) => gone.includes(key));
  const unknown: { key: string; near: readonly string[] }[] = [];
  for (const key of missing.slice(0, lookedUp)) {
    const near = await world.books.searchAccounts(key, 2);
    unknown.push({ key, near: near.map((account) => account.key) });
  }
  return { ...counted, unknown, moreUnknown: missing.length - unknown.length };
}
