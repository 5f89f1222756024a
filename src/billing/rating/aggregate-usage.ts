import type { UsageCharge } from "../catalog/catalog.ts";
import { add, compare, type Exact, maximum, ratio, zero } from "../money/exact.ts";

/** One measured event: when, how much, and a key that orders events of one instant. */
export type Measured = { readonly key: string; readonly atMs: number; readonly quantity: Exact };

/**
 * The quantity that a period's events make up: their sum, the largest, the latest (of one instant
 * the one with the greatest key) or their number; nothing measured is 0.
 */
export function aggregateUsage(
  events: readonly Measured[],
  aggregate: NonNullable<UsageCharge["aggregate"]>,
): Exact {
  if (aggregate === "count") return ratio(events.length);
  let [total, latest] = [zero, undefined as Measured | undefined];
  for (const event of events) {
    if (aggregate === "sum") total = add(total, event.quantity);
    else if (aggregate === "max") total = maximum(total, event.quantity);
    else if (!latest || isLater(event, latest)) latest = event;
  }
  return latest?.quantity ?? total;
}

function isLater(a: Measured, b: Measured): boolean {
  return a.atMs === b.atMs ? a.key > b.key : a.atMs > b.atMs;
}

/** True where nothing was measured, or it adds up to nothing. */
export function isNothing(quantity: Exact): boolean {
  return compare(quantity, zero) === 0;
}
