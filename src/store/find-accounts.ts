import type { Account } from "../billing/customers/account.ts";
import { type AccountRow, accountColumns, toAccount } from "./account-rows.ts";
import { type Db, jsonRows } from "./database.ts";

/** The accounts with these keys, ordered by key. */
export async function findAccounts(db: Db, keys: readonly string[]): Promise<readonly Account[]> {
  const rows = await jsonRows<AccountRow>(
    db,
    `SELECT ${accountColumns} FROM account a WHERE a.key = ANY ($1::text[]) ORDER BY a.key`,
    [...keys],
  );
  return rows.map(toAccount);
}
