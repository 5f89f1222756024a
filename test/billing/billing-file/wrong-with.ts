import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { fullFile, put } from "./full-file.ts";

/** What is wrong with the full file once the values at these pointers are replaced. */
export function wrongWith(changes: Record<string, unknown>): string[] {
  const file = fullFile();
  for (const [pointer, value] of Object.entries(changes)) put(file, pointer, value);
  const parsed = parseBillingFile(file);
  return parsed.ok ? [] : parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`);
}
