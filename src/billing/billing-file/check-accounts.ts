import type { Account } from "../customers/account.ts";
import { inside, type Place, type Report } from "./file-error.ts";
import { currencyOf, type FileIndex, listPlace } from "./file-index.ts";
import type { FileAsRead } from "./file-shape.ts";
import { lookUp, lookUpAll } from "./key-index.ts";
import { describe, type Loose } from "./readers.ts";

/**
 * Parents that exist, pay in the same currency and aren't their own descendants; tax rates that
 * exist.
 */
export function checkAccounts(file: FileAsRead, index: FileIndex, report: Report): void {
  const circles = accountsInCircles(index);
  file.accounts?.forEach((account, position) => {
    if (account === undefined) return;
    const at = inside(listPlace("accounts"), position);
    lookUpAll(index.taxRates, account.taxRates, "tax rate", inside(at, "taxRates"), report, true);
    if (account.parent === undefined) return;
    checkParent(account, index, circles, inside(at, "parent"), report);
  });
}

function checkParent(
  account: Loose<Account>,
  index: FileIndex,
  circles: ReadonlySet<string>,
  at: Place,
  report: Report,
): void {
  const parent = lookUp(index.accounts, account.parent, "account", at, report);
  if (parent === undefined) return;
  if (account.key !== undefined && circles.has(account.key)) {
    const own = account.parent === account.key;
    const message = own
      ? "An account can't be its own parent: leave this out."
      : `${describe(account.key)} is above its own parent: a parent must not stand below it.`;
    report(at, "parent_cycle", message);
    return;
  }
  const [currency, parents] = [currencyOf(account, index), currencyOf(parent, index)];
  if (currency === undefined || parents === undefined || currency === parents) return;
  const message =
    `This account is billed in ${currency}, its parent in ${parents}: ` +
    "lines of a child stand on its parent's document, so both need one currency.";
  report(at, "parent_currency_mismatch", message);
}

/** Keys of all accounts that come back to themselves by going from parent to parent. */
function accountsInCircles(index: FileIndex): ReadonlySet<string> {
  const circles = new Set<string>();
  const done = new Set<string>();
  for (const start of index.accounts.byKey.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let key: string | undefined = start;
    while (key !== undefined && !done.has(key) && !onPath.has(key)) {
      path.push(key);
      onPath.add(key);
      key = index.accounts.byKey.get(key)?.parent;
    }
    if (key !== undefined && onPath.has(key)) {
      for (const member of path.slice(path.indexOf(key))) circles.add(member);
    }
    for (const member of path) done.add(member);
  }
  return circles;
}
