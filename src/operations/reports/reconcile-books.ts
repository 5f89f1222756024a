import type { LocalDate } from "../../billing/calendar/local-date.ts";
import {
  type CurrencyReconciliation,
  reconcileCurrency,
} from "../../billing/reconciliation/reconcile-currency.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { asOfDay } from "./as-of-day.ts";

/** Whether documents, their lines, the ledger and the aging say the same on a day. */
export type Reconciliation = {
  readonly asOfOn: LocalDate;
  readonly currencies: readonly CurrencyReconciliation[];
  /** True where no difference is left in any currency. */
  readonly balances: boolean;
};

/**
 * Holds every currency's documents against their lines, the ledger and what is open, at the end of
 * a day (null: today). Refuses `role_missing`, `day_invalid`.
 */
export async function reconcileBooks(
  world: World,
  actor: Actor,
  input: { readonly asOfOn: string | null },
): Promise<Reconciliation | Refusal> {
  const asOfOn = requirePermission(actor, "view") ?? (await asOfDay(world, input.asOfOn));
  if (isRefusal(asOfOn)) return asOfOn;
  const sides = await world.books.reconciledCurrencies(asOfOn);
  const currencies = sides.map(reconcileCurrency);
  const balances = currencies.every(({ checks }) => checks.every((row) => row.offMinor === 0n));
  return { asOfOn, currencies, balances };
}
