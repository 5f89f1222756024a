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
 * Reads accounts from CSV, with the defaults of `settings`. What an account refers to (parent, tax
 * rates) is left to whoever knows the rest.
 */
export function openAccountsCsv(settings: BillingSettings): CsvIntake<Account> {
  return openCsv(columns, (values, report) => {
    const account = readAccount(values, wholeFile, report);
    // Only used where nothing was reported, so key and name are there.
    return account && fillInAccount(account as AccountAsked, settings);
  });
}
