import { parseRunLabel } from "../../billing/bill-run/bill-run.ts";

/** What somebody wants explained, as typed. */
export type ExplainWords = {
  /** Key of an account, or the number of a document; "" where none was typed. */
  readonly account: string;
  readonly runNumber: number | null;
  /** Whether it may be a document's number, where no account is called so. */
  readonly mayBeDocument: boolean;
};

/** Reads "acme", "acme BR-12", "BR-12 acme" and "INV-2026-000042"; a bare number is a key. */
export function readExplainWords(words: string): ExplainWords {
  const parts = words.split(" ").filter((part) => part !== "");
  const isRun = (part: string | undefined) => part !== undefined && /^br-?\d+$/i.test(part);
  const label = isRun(parts[0]) ? parts[0] : isRun(parts.at(-1)) ? parts.at(-1) : undefined;
  const account = parts.filter((part) => part !== label).join(" ");
  const runNumber = label === undefined ? null : parseRunLabel(label);
  const mayBeDocument = label === undefined && /^[a-z]+-\d{4}-\d+$/i.test(account);
  return { account, runNumber, mayBeDocument };
}
