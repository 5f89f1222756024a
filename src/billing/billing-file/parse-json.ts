import type { FileError } from "./file-error.ts";
import { scanJson } from "./scan-json.ts";

/** What a JSON text holds; `json` is undefined where it is broken (`malformed_json`). */
export type ParsedJson = { readonly json: unknown; readonly errors: readonly FileError[] };

/**
 * JSON from text (a byte order mark in front is fine): names the line and column where it breaks,
 * and every member that stands twice in its object (`duplicate_member`), of which `JSON.parse`
 * keeps the last without a word.
 */
export function parseJson(text: string): ParsedJson {
  const source = withoutMark(text);
  const { brokenAt, duplicates } = scanJson(source);
  if (brokenAt !== null) return { json: undefined, errors: [malformed(source, brokenAt)] };
  const errors = duplicates.map((pointer) => ({
    pointer,
    code: "duplicate_member",
    message: "This member stands twice in its object: keep one of the two.",
  }));
  return { json: JSON.parse(source) as unknown, errors };
}

function withoutMark(text: string): string {
  return text.startsWith("\u{feff}") ? text.slice(1) : text;
}

function malformed(text: string, offset: number): FileError {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  const ended = offset >= text.length;
  const found = ended ? "the text ends too early" : `${JSON.stringify(text[offset])} stands`;
  const message =
    `This is not JSON: line ${line}, column ${column}, where ${found}. ` +
    "Look for a missing comma, quote or bracket there.";
  return { pointer: "", code: "malformed_json", message };
}
