import type { BillingSettings } from "../../catalog/catalog.ts";
import type { Account } from "../../customers/account.ts";
import { type AccountAsked, fillInAccount } from "../billing-data.ts";
import { wholeFile } from "../file-error.ts";
import { readAccount } from "../read-account.ts";
import { type Column, type CsvIntake, openCsv } from "./csv-intake.ts";

const columns: readonly Column[] = [
  { name: "key", kind: "text", required: true },
  { name: "name", kind: "text", required: true },
  { name: "email", kind: "text" },
  { name: "currency", kind: "text" },
  { name: "timeZone", kind: "text" },
  { name: "billCycleDay", kind: "number" },
  { name: "billCycleMonth", kind: "number" },
  { name: "billCycleWeekday", kind: "text" },
  { name: "segment", kind: "text" },
  { name: "tags", kind: "list" },
  { name: "parent", kind: "text" },
  { name: "address.line1", kind: "text" },
  { name: "address.line2", kind: "text" },
  { name: "address.city", kind: "text" },
  { name: "address.region", kind: "text" },
  { name: "address.postalCode", kind: "text" },
  { name: "address.country", kind: "text" },
  { name: "taxRates", kind: "list" },
  { name: "taxExempt", kind: "flag" },
  { name: "vatId", kind: "text" },
  { name: "paymentTermsDays", kind: "number" },
  { name: "documentsPer", kind: "text" },
  { name: "autoPay", kind: "flag" },
  { name: "poNumber", kind: "text" },
  { name: "locale", kind: "text" },
];

/**
 * Reads accounts from CSV. An account that is `known` keeps what the file has no column for; an
 * empty cell takes the field away. A new one has the defaults of `settings`. What an account refers
 * to (parent, tax rates) is left to whoever knows the rest.
 */
export function openAccountsCsv(
  settings: BillingSettings,
  known: ReadonlyMap<string, Account> = new Map(),
): CsvIntake<Account> {
  return openCsv(columns, (values, report, named) => {
    const asked = readAccount(values, wholeFile, report);
    if (!asked) return undefined;
    // Only used where nothing was reported, so key and name are there.
    const account = asked as AccountAsked;
    const before = known.get(account.key);
    return fillInAccount(before ? mergeAccount(before, account, named) : account, settings);
  });
}

/** A known account with what the file says: a field without a column stays as it is. */
function mergeAccount(
  before: Account,
  asked: AccountAsked,
  named: readonly string[],
): AccountAsked {
  const { address, ...fields } = before;
  const isKept = ([name]: [string, unknown]) => !named.includes(name);
  const kept = Object.fromEntries(Object.entries(fields).filter(isKept));
  const parts = Object.entries(address ?? {}).filter(([part]) => isKept([`address.${part}`, 0]));
  const { country, ...rest } = { ...Object.fromEntries(parts), ...asked.address };
  // Every address has a country: where the file empties it, the address is gone.
  const merged = country === undefined ? {} : { address: { ...rest, country } };
  return { ...kept, ...asked, ...merged };
}
