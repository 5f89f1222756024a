import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { quoteTyped } from "../quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { asOfDay } from "./as-of-day.ts";
import type { OverdueInvoice } from "./reports-books.ts";

/** Who owes what since when. */
export type OverdueList = {
  readonly asOfOn: LocalDate;
  /** The account asked about; null for all. */
  readonly account: { readonly key: string; readonly name: string } | null;
  /** The oldest first; at most as many as were asked for. */
  readonly invoices: readonly OverdueInvoice[];
};

/**
 * Open invoices past their due day, of one account or of all. Refuses `role_missing`,
 * `account_unknown`.
 */
export async function listOverdue(
  world: World,
  actor: Actor,
  input: { readonly account: string | null; readonly limit: number },
): Promise<OverdueList | Refusal> {
  const asOfOn = requirePermission(actor, "view") ?? (await asOfDay(world, null));
  if (isRefusal(asOfOn)) return asOfOn;
  const account = input.account === null ? null : await findAccount(world, input.account);
  if (isRefusal(account)) return account;
  const invoices = await world.books.overdueInvoices(asOfOn, account?.key ?? null, input.limit);
  return { asOfOn, account, invoices };
}

async function findAccount(world: World, key: string) {
  const [found] = await world.books.findAccounts([key]);
  if (found) return { key: found.key, name: found.name };
  const near = await world.books.searchAccounts(key, 3);
  const names = near.map((row) => `${row.key} (${row.name})`).join(", ");
  const remedy =
    names === ""
      ? "Write its key, or part of its name to be told the key."
      : `Did you mean ${names}?`;
  return refuse("account_unknown", `There is no account ${quoteTyped(key)}.`, remedy);
}
