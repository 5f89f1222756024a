import type { BillingData } from "../billing/billing-file/billing-data.ts";
import type { FileError } from "../billing/billing-file/file-error.ts";
import { parseBillingText } from "../billing/billing-file/parse-billing-file.ts";
import type { CliIo } from "./cli-io.ts";
import { decodeUtf8, unreadableFile } from "./unreadable-file.ts";

/**
 * Reads a billing file from disk. Whatever is wrong with it goes to standard error as one JSON
 * array, the exit status becomes 2, and null comes back.
 */
export async function readBillingFile(path: string, io: CliIo): Promise<BillingData | null> {
  const [data] = (await readBillingFiles([path], io)) ?? [];
  return data ?? null;
}

/** Like `readBillingFile` for several: the errors of all of them are one array. */
export async function readBillingFiles(
  paths: readonly string[],
  io: CliIo,
): Promise<readonly BillingData[] | null> {
  const read: BillingData[] = [];
  const errors: (FileError & { readonly file: string })[] = [];
  for (const file of paths) {
    const parsed = await parse(file, io);
    if (parsed.ok) read.push(parsed.data);
    else errors.push(...parsed.errors.map((error) => ({ ...error, file })));
  }
  if (errors.length === 0) return read;
  io.err(`${JSON.stringify(errors, null, 2)}\n`);
  io.status = 2;
  return null;
}

async function parse(path: string, io: CliIo): Promise<ReturnType<typeof parseBillingText>> {
  try {
    return parseBillingText(decodeUtf8(await io.readFile(path)));
  } catch (error) {
    const message = unreadableFile(path, error);
    return { ok: false, errors: [{ pointer: "", code: "unreadable_file", message }] };
  }
}
