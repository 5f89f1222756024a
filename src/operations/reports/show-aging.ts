import { addDays } from "../../billing/calendar/day-number.ts";
import {
  type AgingReport,
  daysSalesOutstanding,
  dsoWindowDays,
  netMinor,
} from "../../billing/reports/aging.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { asOfDay } from "./as-of-day.ts";

/** Accounts that stand in the report by name. */
export const agedAccountsShown = 20;

/**
 * Receivables by age at the end of a day ("YYYY-MM-DD", null: today), with days sales outstanding
 * over the 90 days up to it. Refuses `role_missing`, `day_invalid`.
 */
export async function showAging(
  world: World,
  actor: Actor,
  input: { readonly asOfOn: string | null },
): Promise<AgingReport | Refusal> {
  const asOfOn = requirePermission(actor, "view") ?? (await asOfDay(world, input.asOfOn));
  if (isRefusal(asOfOn)) return asOfOn;
  const { books } = world;
  const [totals, largest, billed] = await Promise.all([
    books.agedTotals(asOfOn),
    books.agedAccounts(asOfOn, agedAccountsShown),
    books.billedBetween(addDays(asOfOn, 1 - dsoWindowDays), asOfOn),
  ]);
  const owed = new Map(totals.map((row) => [row.currency, netMinor(row)]));
  const currencies = new Set([...owed.keys(), ...billed.map((row) => row.currency)]);
  const dso = [...currencies].map((currency) => {
    const billedMinor = billed.find((row) => row.currency === currency)?.billedMinor ?? 0n;
    return daysSalesOutstanding(currency, owed.get(currency) ?? 0n, billedMinor);
  });
  const accounts = totals.reduce((sum, row) => sum + row.accounts, 0);
  return { asOfOn, totals, largest, accounts, dso };
}
