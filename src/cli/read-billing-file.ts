import type { BillingData } from "../billing/billing-file/billing-data.ts";
import type { FileError } from "../billing/billing-file/file-error.ts";
import { parseBillingText } from "../billing/billing-file/parse-billing-file.ts";
import type { CliIo } from "./cli-io.ts";

/**
 * Reads a billing file from disk. Whatever is wrong with it goes to standard error as one JSON
 * array, the exit status becomes 2, and null comes back.
 */
export async function readBillingFile(path: string, io: CliIo): Promise<BillingData | null> {
  const text = await readText(path, io);
  if (typeof text !== "string") {
    printErrors(path, [text], io);
    return null;
  }
  const parsed = parseBillingText(text);
  if (parsed.ok) return parsed.data;
  printErrors(path, parsed.errors, io);
  return null;
}

/** Prints errors of an input file to standard error as one JSON array and sets exit status 2. */
export function printErrors(path: string, errors: readonly FileError[], io: CliIo): void {
  const rows = errors.map((error) => ({ ...error, file: path }));
  io.err(`${JSON.stringify(rows, null, 2)}\n`);
  io.status = 2;
}

async function readText(path: string, io: CliIo): Promise<string | FileError> {
  try {
    const bytes = await io.readFile(path);
    // Fatal: a file in another encoding would otherwise bill customers called "M�ller".
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    return { pointer: "", code: "unreadable_file", message: unreadable(path, error) };
  }
}

function unreadable(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return `There is no file ${path}: check the path.`;
  if (code === "EISDIR") return `${path} is a folder: name a file in it.`;
  if (code === "EACCES") return `You may not read ${path}: ask for its permissions.`;
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return `${path} is not UTF-8 text: save it with that encoding.`;
  }
  return `${path} can't be read: ${error instanceof Error ? error.message : String(error)}.`;
}
