import type { PayerFacts } from "../bill-run/proposal.ts";
import type { Account } from "../customers/account.ts";
import type { Subscription, UsageRecord } from "../subscriptions/subscription.ts";
import type { BillingData } from "./billing-data.ts";

/** A payer with all that is known of it before anything is billed. */
export type PayerGroup = Omit<PayerFacts, "billed" | "knownThroughOn">;

/**
 * The accounts of a file by who pays for them: the topmost parent. Payers, and what they have,
 * ordered by key.
 */
export function groupByPayer(data: BillingData): readonly PayerGroup[] {
  const byKey = new Map(data.accounts.map((account) => [account.key, account]));
  const members = gather(data.accounts, (account) => payerOf(account, byKey).key);
  const subscriptions = gather(data.subscriptions, (subscription) => subscription.account);
  const usage = gather(data.usage, (record) => record.subscription);
  return [...members.entries()].sort(byFirst).map(([payerKey, accounts]) => {
    const ordered = accounts.toSorted(byKeyOrder);
    const sold = ordered.flatMap((account) => subscriptions.get(account.key) ?? []);
    sold.sort(byKeyOrder);
    const payer = byKey.get(payerKey);
    if (payer === undefined) throw new Error(`no account with key ${payerKey}`);
    return { payer, accounts: ordered, subscriptions: sold, usage: usageOf(sold, usage) };
  });
}

function usageOf(
  subscriptions: readonly Subscription[],
  usage: ReadonlyMap<string, readonly UsageRecord[]>,
): readonly UsageRecord[] {
  return subscriptions.flatMap((subscription) => usage.get(subscription.key) ?? []);
}

/**
 * The account at the top of the chain of parents. Files with circles of parents are refused before.
 */
function payerOf(account: Account, byKey: ReadonlyMap<string, Account>): Account {
  let payer = account;
  while (payer.parent !== undefined) {
    const parent = byKey.get(payer.parent);
    if (parent === undefined) throw new Error(`no account with key ${payer.parent}`);
    payer = parent;
  }
  return payer;
}

function gather<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** Orders by key as text is compared in every locale: by code unit. */
function byKeyOrder(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function byFirst(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
