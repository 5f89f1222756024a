import { type Db, jsonRow } from "./database.ts";

const counted = [
  "account",
  "subscription",
  "usage_record",
  "plan",
  "bill_run",
  "document",
  "document_line",
  "posting",
  "audit_entry",
  "member",
] as const;

/** How many rows the tables have that a person asks about. */
export async function countRows(db: Db): Promise<Readonly<Record<string, number>>> {
  const counts = counted.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  return (await jsonRow<Record<string, number>>(db, `SELECT ${counts.join(", ")}`)) ?? {};
}
