import { parseRunLabel } from "../../billing/bill-run/bill-run.ts";

/** Rows shown unless said; as many as fit on a screen. */
const usualRows = 10;
/** Rows that a message has room for. */
const mostInMessage = 50;

/** What somebody wants to see of the trail, as typed. */
export type TypedQuestion = {
  readonly limit: number;
  /** "BR-12", "@dana", "launch"; null for everything. */
  readonly of: string | null;
};

/** Reads "", "20", "of BR-12", "20 of @dana", "20 @dana" and "launch"; at most so many rows. */
export function readQuestion(words: string, mostRows = mostInMessage): TypedQuestion {
  const parts = words.split(/\s+/).filter((part) => part !== "");
  const number = /^\d{1,6}$/.test(parts[0] ?? "") ? Number(parts.shift()) : usualRows;
  if (parts[0]?.toLowerCase() === "of") parts.shift();
  const limit = Math.min(Math.max(number, 1), mostRows);
  const of = parts.join(" ");
  return { limit, of: of === "" ? null : of };
}

/** "BR-12" from "br-12"; null where the text names no run. */
export function runSubjectIn(text: string): string | null {
  const number = /^br-?\d+$/i.test(text) ? parseRunLabel(text) : null;
  return number === null ? null : `BR-${number}`;
}
