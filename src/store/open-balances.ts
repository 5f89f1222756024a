import { type Db, jsonRows } from "./database.ts";

/**
 * SQL: what is open of a document `d`: its total less what settles it, or of a credit memo what is
 * not used.
 */
export const openMinor = `d.total_minor - coalesce(CASE d.type WHEN 'invoice'
  THEN (SELECT sum(a.amount_minor) FROM application a WHERE a.invoice_id = d.id)
  ELSE (SELECT sum(a.amount_minor) FROM application a WHERE a.credit_id = d.id) END, 0)`;

/** What is open of each document, by id, in minor units. */
export async function openBalances(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await jsonRows<{ id: string; open: string }>(
    db,
    `SELECT d.id, (${openMinor})::text AS open FROM document d WHERE d.id = ANY ($1::uuid[])`,
    [...ids],
  );
  return new Map(rows.map(({ id, open }) => [id, BigInt(open)]));
}
