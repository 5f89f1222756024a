import type { FileError } from "./file-error.ts";
import { type ParsedBillingFile, parseBillingFile } from "./parse-billing-file.ts";
import { scanJson } from "./scan-json.ts";

/** A JSON text's value, or why it is none: `malformed_json`, `duplicate_member`. */
export type ParsedJson =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly errors: readonly FileError[] };

/** Reads a billing file from its text (a byte order mark in front is fine). Never throws. */
export function parseBillingText(text: string): ParsedBillingFile {
  const parsed = parseJson(text);
  if (parsed.ok) return parseBillingFile(parsed.json);
  if (parsed.errors.some((error) => error.code === "malformed_json")) return parsed;
  // Members named twice don't keep the rest from being read, so that all errors come out at once.
  const read = parseBillingFile(JSON.parse(withoutMark(text)));
  return { ok: false, errors: [...parsed.errors, ...(read.ok ? [] : read.errors)] };
}

/** JSON from text, strictly: names the line and column where it breaks, and every member named twice. */
export function parseJson(text: string): ParsedJson {
  const json = withoutMark(text);
  const { brokenAt, duplicates } = scanJson(json);
  if (brokenAt !== null) return { ok: false, errors: [malformed(json, brokenAt)] };
  if (duplicates.length === 0) return { ok: true, json: JSON.parse(json) as unknown };
  const errors = duplicates.map((pointer) => ({
    pointer,
    code: "duplicate_member",
    message: "This member stands twice in its object: keep one of the two.",
  }));
  return { ok: false, errors };
}

function withoutMark(text: string): string {
  return text.startsWith("\u{feff}") ? text.slice(1) : text;
}

function malformed(text: string, offset: number): FileError {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  const found = offset >= text.length ? "the text ends" : JSON.stringify(text[offset]);
  const message =
    `This is not JSON: line ${line}, column ${column}, where ${found}` +
    `${offset >= text.length ? " too early" : " stands"}. Look for a missing comma, quote or bracket there.`;
  return { pointer: "", code: "malformed_json", message };
}
