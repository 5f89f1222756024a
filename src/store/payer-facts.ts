import type { PayerFacts } from "../billing/bill-run/proposal.ts";
import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { Account } from "../billing/customers/account.ts";
import type { Line } from "../billing/invoicing/document.ts";
import type { Subscription, UsageRecord } from "../billing/subscriptions/subscription.ts";
import {
  type AccountRow,
  accountColumns,
  type SubscriptionRow,
  subscriptionColumns,
  toAccount,
  toSubscription,
  toUsage,
  type UsageRow,
  usageColumns,
} from "./account-rows.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";
import { type LineRow, lineColumns, toLine } from "./line-rows.ts";

type Group = {
  accounts: Account[];
  subscriptions: Subscription[];
  usage: UsageRecord[];
  billed: Line[];
  knownThroughOn: LocalDate | null;
};

type OfAccount = AccountRow & {
  readonly payer: string;
  readonly known_through_on: LocalDate | null;
};

/**
 * Everything there is to know of some payers, ordered by key: four queries, however many they are.
 * Keys that are no payer are left out. With `frozen` (payers by account), so are accounts that
 * have come to a payer since, or went to another one: a run bills whom it has frozen.
 */
export async function loadPayers(
  db: Db,
  payers: readonly string[],
  frozen: ReadonlyMap<string, string> | null = null,
): Promise<PayerFacts[]> {
  const groups = await loadAccounts(db, payers, frozen);
  const groupOfAccount = new Map<string, Group>();
  for (const group of groups.values()) {
    for (const account of group.accounts) groupOfAccount.set(account.key, group);
  }
  const keys = [...groupOfAccount.keys()];
  const subscriptions = await jsonRows<SubscriptionRow>(
    db,
    `SELECT ${subscriptionColumns} FROM subscription s WHERE s.account = ANY ($1::text[])
      ORDER BY s.key`,
    keys,
  );
  const groupOf = new Map<string, Group>();
  for (const row of subscriptions) {
    const group = groupOfAccount.get(row.account);
    if (!group) continue;
    group.subscriptions.push(toSubscription(row));
    groupOf.set(row.key, group);
  }
  await addUsageAndLines(db, groupOf);
  return [...groups].flatMap(([key, group]) => {
    const payer = group.accounts.find((account) => account.key === key);
    return payer ? [{ payer, ...group }] : [];
  });
}

async function loadAccounts(
  db: Db,
  payers: readonly string[],
  frozen: ReadonlyMap<string, string> | null,
): Promise<ReadonlyMap<string, Group>> {
  const rows = await jsonRows<OfAccount>(
    db,
    `SELECT ${accountColumns}, a.payer, a.known_through_on FROM account a
      WHERE a.payer = ANY ($1::text[]) ORDER BY a.payer, a.key`,
    [...payers],
  );
  const groups = new Map<string, Group>();
  for (const { payer, known_through_on: known, ...row } of rows) {
    if (frozen && frozen.get(row.key) !== payer) continue;
    let group = groups.get(payer);
    if (!group) {
      group = { accounts: [], subscriptions: [], usage: [], billed: [], knownThroughOn: null };
      groups.set(payer, group);
    }
    group.accounts.push(toAccount(row));
    if (known !== null && known > (group.knownThroughOn ?? "")) group.knownThroughOn = known;
  }
  return groups;
}

async function addUsageAndLines(db: Db, groupOf: ReadonlyMap<string, Group>): Promise<void> {
  const keys = [...groupOf.keys()];
  const usage = await jsonRows<UsageRow>(
    db,
    `SELECT ${usageColumns} FROM usage_record u WHERE u.subscription = ANY ($1::text[])
      ORDER BY u.subscription, u.at, u.key`,
    keys,
  );
  for (const row of usage) groupOf.get(row.subscription)?.usage.push(toUsage(row));
  const lines = await jsonRows<LineRow>(
    db,
    `SELECT ${lineColumns} FROM document_line l WHERE l.subscription = ANY ($1::text[])
      ORDER BY l.subscription, l.charge, l.from_on, l.kind, l.correction`,
    keys,
  );
  for (const row of lines) groupOf.get(row.subscription)?.billed.push(toLine(row));
}

/** Facts of the payer of an account; null where the account does not exist. */
export async function loadPayerOf(db: Db, account: string): Promise<PayerFacts | null> {
  const row = await jsonRow<{ payer: string }>(
    db,
    "SELECT payer FROM account WHERE key = $1",
    account,
  );
  return row ? ((await loadPayers(db, [row.payer]))[0] ?? null) : null;
}
