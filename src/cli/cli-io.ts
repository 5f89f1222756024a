import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";

/** What a verb needs of the process it runs in. */
export type CliIo = {
  /** Writes to standard output: results, for people or programs. */
  readonly out: (text: string) => void;
  /** Writes to standard error: what went wrong, and progress. */
  readonly err: (text: string) => void;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** A file piece by piece, for those that may not fit in memory twice. */
  readonly openFile: (path: string) => AsyncIterable<Uint8Array>;
  /** Exit statuses: 0 done, 1 refused or failed, 2 bad input. A verb only ever raises it. */
  status: number;
};

/** The process itself. */
export function processIo(): CliIo {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    readFile: (path) => readFile(path),
    openFile: (path) => createReadStream(path),
    status: 0,
  };
}
