import { type BillingData, fillIn, type ValidFile } from "./billing-data.ts";
import { checkAccounts } from "./check-accounts.ts";
import { checkCatalog } from "./check-catalog.ts";
import { checkSubscriptions } from "./check-subscriptions.ts";
import { checkQuotes, checkRuns, checkUsage } from "./check-usage.ts";
import { type FileError, type Report, reportInto, wholeFile } from "./file-error.ts";
import { indexFile } from "./file-index.ts";
import { type FileAsRead, readFile } from "./file-shape.ts";
import { parseJson } from "./parse-json.ts";

/** A billing file as data, or all that is wrong with it. */
export type ParsedBillingFile =
  | { readonly ok: true; readonly data: BillingData }
  | { readonly ok: false; readonly errors: readonly FileError[] };

/**
 * Reads a billing file, version 1, from parsed JSON of any kind. Never throws. All errors come out
 * at once, those of single fields first; an error that only follows from another is not reported.
 */
export function parseBillingFile(json: unknown): ParsedBillingFile {
  const errors: FileError[] = [];
  const report = reportInto(errors);
  const file = readFile(json, wholeFile, report);
  if (file !== undefined) checkReferences(file, report);
  // Readers give undefined only for what they report: without a report everything was read.
  if (errors.length > 0 || file === undefined) return { ok: false, errors };
  return { ok: true, data: fillIn(file as ValidFile) };
}

/**
 * Reads a billing file from its text, like `parseBillingFile`; broken JSON is one error at the
 * whole file.
 */
export function parseBillingText(text: string): ParsedBillingFile {
  const { json, errors } = parseJson(text);
  if (json === undefined) return { ok: false, errors };
  const parsed = parseBillingFile(json);
  if (errors.length === 0) return parsed;
  return { ok: false, errors: [...errors, ...(parsed.ok ? [] : parsed.errors)] };
}

function checkReferences(file: FileAsRead, report: Report): void {
  const index = indexFile(file, report);
  checkCatalog(file, index, report);
  checkAccounts(file, index, report);
  checkSubscriptions(file, index, report);
  checkUsage(file, index, report);
  checkQuotes(file, index, report);
  checkRuns(file, index, report);
}
