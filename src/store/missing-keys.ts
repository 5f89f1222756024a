import { type Db, jsonRows } from "./database.ts";

/** Those of the keys that no row of the table has, in one query. */
export async function missingKeys(
  db: Db,
  table: "account" | "subscription",
  keys: readonly string[],
): Promise<readonly string[]> {
  const rows = await jsonRows<{ key: string }>(
    db,
    `SELECT key FROM unnest($1::text[]) AS asked (key)
      WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.key = asked.key)`,
    [...new Set(keys)],
  );
  return rows.map((row) => row.key);
}
