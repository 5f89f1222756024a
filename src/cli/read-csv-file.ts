import type { CsvBatch, CsvError, CsvIntake } from "../billing/billing-file/csv/csv-intake.ts";
import type { CliIo } from "./cli-io.ts";
import { unreadableFile } from "./unreadable-file.ts";

/**
 * Reads a CSV file from disk piece by piece. Whatever is wrong with it goes to standard error as
 * one JSON array of `{ file, line, column, code, message }`, the exit status becomes 2, and null
 * comes back.
 */
export async function readCsvFile<T>(
  path: string,
  intake: CsvIntake<T>,
  io: CliIo,
): Promise<readonly T[] | null> {
  const records: T[] = [];
  const errors: CsvError[] = [];
  const take = (batch: CsvBatch<T>) => {
    for (const record of batch.records) records.push(record);
    for (const error of batch.errors) errors.push(error);
  };
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    for await (const bytes of io.openFile(path)) {
      take(intake.push(decoder.decode(bytes, { stream: true })));
    }
    take(intake.push(decoder.decode()));
    take(intake.end());
  } catch (error) {
    const message = unreadableFile(path, error);
    errors.push({ line: 1, column: 1, code: "unreadable_file", message });
  }
  if (errors.length === 0) return records;
  const rows = errors.map((error) => ({ file: path, ...error }));
  io.err(`${JSON.stringify(rows, null, 2)}\n`);
  io.status = 2;
  return null;
}
