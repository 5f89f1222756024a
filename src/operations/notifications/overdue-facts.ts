import type { AmountFact, OverdueFact } from "./news.ts";

/** Invoices that are kept one by one; a report has all of them. */
const mostKept = 100;

/** What is told of overdue invoices: the first ones, how many there are, and what is open. */
export type OverdueSum = {
  /** The oldest first. */
  readonly invoices: readonly OverdueFact[];
  readonly count: number;
  /** By currency, of all of them. */
  readonly open: readonly AmountFact[];
};

/** Sums up overdue invoices, however many. */
export function sumOverdue(all: readonly OverdueFact[]): OverdueSum {
  const open = new Map<string, bigint>();
  for (const { currency, openMinor } of all) {
    open.set(currency, (open.get(currency) ?? 0n) + BigInt(openMinor));
  }
  return {
    invoices: all.slice(0, mostKept),
    count: all.length,
    open: [...open].map(([currency, minor]) => ({ currency, minor: String(minor) })),
  };
}
