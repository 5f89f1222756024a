import type { Selection } from "../billing/bill-run/proposal.ts";

/**
 * The conditions of a selection on accounts as SQL over `account a`, from parameter `$first` on. It
 * is `exclusionOf` of the book said to the database: a run that is not made yet has no other way to
 * count. Plans and charge types restrict what is billed, not whom a run looks at.
 */
export function selectionSql(
  select: Selection,
  first = 1,
): { readonly where: string; readonly params: readonly unknown[] } {
  const { accounts, segments, tags, currencies, billCycleDays } = select;
  const conditions: readonly (readonly [string, readonly unknown[] | undefined])[] = [
    ["a.key = ANY (%::text[])", accounts],
    ["a.segment = ANY (%::text[])", segments],
    ["a.tags && %::text[]", tags],
    ["a.currency = ANY (%::text[])", currencies],
    ["a.bill_cycle_day = ANY (%::int[])", billCycleDays],
  ];
  const there = conditions.filter(([, values]) => values !== undefined);
  const where = there.map(([text], index) => text.replace("%", `$${first + index}`));
  return {
    where: where.length === 0 ? "true" : where.join(" AND "),
    params: there.map(([, values]) => [...(values ?? [])]),
  };
}
