/** One record of a CSV file. */
export type CsvRow = {
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with its quotes; the cells are not to be used then. */
  readonly problem: { readonly column: number; readonly message: string } | null;
};

/** Takes a file in chunks cut anywhere and gives the records that are complete. */
export type RowSplitter = { push(chunk: string): CsvRow[]; end(): CsvRow[] };

// A quote that is never closed would swallow the rest of the file; no record of ours is as long.
const longestRecord = 1_000_000;

/**
 * Splits CSV text as RFC 4180 has it: commas, quotes doubled inside quotes, line breaks inside
 * quotes, CRLF or LF. A byte order mark in front is dropped, blank lines are passed over.
 */
export function openRowSplitter(): RowSplitter {
  let pending = "";
  let line = 1;
  let atStart = true;

  function take(text: string, isLast: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let from = 0;
    for (;;) {
      const end = recordEnd(text, from, isLast);
      if (end === null) break;
      const record = text.slice(from, end).replace(/\r?\n?$/, "");
      if (record !== "") rows.push(readRecord(record, line));
      line += countBreaks(text, from, end);
      from = end;
    }
    pending = text.slice(from);
    return rows;
  }

  return {
    push(chunk) {
      const text = pending + (atStart && chunk.startsWith("\u{feff}") ? chunk.slice(1) : chunk);
      if (chunk !== "") atStart = false;
      return take(text, false);
    },
    end: () => take(pending, true),
  };
}

/**
 * Where the record that begins at `from` ends, line break included; null if that is not here yet.
 */
function recordEnd(text: string, from: number, isLast: boolean): number | null {
  if (from >= text.length) return null;
  let at = from;
  for (;;) {
    const breakAt = text.indexOf("\n", at);
    const quoteAt = text.indexOf('"', at);
    if (breakAt !== -1 && (quoteAt === -1 || breakAt < quoteAt)) return breakAt + 1;
    if (quoteAt === -1) return isLast ? text.length : null;
    const closedAt = text.indexOf('"', quoteAt + 1);
    // The line is given up, not the rest of the file.
    if (
      closedAt === -1
        ? isLast || text.length - from > longestRecord
        : closedAt - from > longestRecord
    ) {
      const next = text.indexOf("\n", from);
      return next === -1 ? text.length : next + 1;
    }
    if (closedAt === -1) return null;
    at = closedAt + 1;
  }
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}

function readRecord(record: string, line: number): CsvRow {
  if (!record.includes('"')) return { line, cells: record.split(","), problem: null };
  const cells: string[] = [];
  for (let at = 0; at <= record.length; ) {
    const cell = record[at] === '"' ? quotedCell(record, at) : plainCell(record, at);
    if (typeof cell === "string") {
      return { line, cells, problem: { column: cells.length + 1, message: cell } };
    }
    cells.push(cell.text);
    at = cell.end + 1;
  }
  return { line, cells, problem: null };
}

type Cell = { readonly text: string; readonly end: number };

function plainCell(record: string, at: number): Cell | string {
  const comma = record.indexOf(",", at);
  const end = comma === -1 ? record.length : comma;
  const text = record.slice(at, end);
  return text.includes('"')
    ? "Put the whole cell in quotes, and write a quote in it twice."
    : { text, end };
}

function quotedCell(record: string, at: number): Cell | string {
  let close = record.indexOf('"', at + 1);
  while (close !== -1 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
  if (close === -1) return "This quote is never closed.";
  const end = close + 1;
  if (end < record.length && record[end] !== ",") {
    return "After the closing quote only a comma may stand; write a quote in a cell twice.";
  }
  return { text: record.slice(at + 1, close).replaceAll('""', '"'), end };
}
