import type { BillRun } from "../../src/billing/bill-run/bill-run.ts";
import type { BillRunState } from "../../src/billing/bill-run/lifecycle.ts";
import type { World } from "../../src/operations/world.ts";

/** Looks every few milliseconds until `look` gives something; fails with what it waited for. */
export async function waitUntil<T>(
  what: string,
  look: () => Promise<T | null>,
  timeoutMs = 60_000,
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > giveUpAt) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits until a run stands in `state`. */
export function runReaches(world: World, number: number, state: BillRunState): Promise<BillRun> {
  return waitUntil(`BR-${number} to be ${state}`, async () => {
    const run = await world.books.findRun(number);
    return run?.state === state ? run : null;
  });
}
