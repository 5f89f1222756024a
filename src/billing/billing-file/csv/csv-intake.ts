import { type Place, type Report, wholeFile } from "../file-error.ts";
import { didYouMean } from "../nearest.ts";
import { describe } from "../readers.ts";
import { type CsvRow, openRowSplitter } from "./split-rows.ts";

/** Something to put right in a CSV file; lines and columns are counted from 1. */
export type CsvError = {
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
};

/** What a piece of the file gave. */
export type CsvBatch<T> = { readonly records: readonly T[]; readonly errors: readonly CsvError[] };

/**
 * Reads a file in chunks of text, so that its size doesn't matter. Call `end` after the last chunk.
 */
export type CsvIntake<T> = { push(chunk: string): CsvBatch<T>; end(): CsvBatch<T> };

/** A column by the name of its field in the billing file; of an address "address.city". */
export type Column = {
  readonly name: string;
  /** A list's entries are separated by ";". */
  readonly kind: "text" | "number" | "flag" | "list";
  readonly required?: true;
};

/**
 * Reads a row's values, with the names of the columns that the file has: a cell that is empty says
 * something, a column that isn't there doesn't. Undefined where something was reported.
 */
type ReadRow<T> = (
  values: Readonly<Record<string, unknown>>,
  report: Report,
  columns: readonly string[],
) => T | undefined;

/**
 * Opens a CSV file with a header line. Columns may stand in any order, optional ones may be
 * missing, an empty cell is a field left out. A header that can't be understood is reported, and no
 * row is read then.
 */
export function openCsv<T extends { readonly key: string }>(
  columns: readonly Column[],
  readRow: ReadRow<T>,
): CsvIntake<T> {
  const splitter = openRowSplitter();
  const keys = new Set<string>();
  let header: readonly Column[] | "unreadable" | null = null;

  function take(rows: readonly CsvRow[]): CsvBatch<T> {
    const records: T[] = [];
    const errors: CsvError[] = [];
    for (const row of rows) {
      if (header === null) header = readHeader(row, columns, errors);
      else if (header !== "unreadable") {
        const record = readCells(row, header, readRow, keys, errors);
        if (record !== undefined) records.push(record);
      }
    }
    return { records, errors };
  }

  return {
    push: (chunk) => take(splitter.push(chunk)),
    end() {
      const batch = take(splitter.end());
      if (header !== null) return batch;
      const message = "The file is empty: its first line must name the columns.";
      return { records: [], errors: [{ line: 1, column: 1, code: "missing_header", message }] };
    },
  };
}

function readHeader(
  row: CsvRow,
  columns: readonly Column[],
  errors: CsvError[],
): readonly Column[] | "unreadable" {
  const before = errors.length;
  const say = (column: number, code: string, message: string) =>
    errors.push({ line: row.line, column, code, message });
  if (row.problem !== null) say(row.problem.column, "invalid_quotes", row.problem.message);
  const names = row.cells.map((cell) => cell.trim());
  if (names.length === 1 && names[0]?.includes(";")) {
    const message =
      'The columns are separated by ";": save the file with "," between them (";" parts the ' +
      "entries of a list).";
    say(1, "wrong_separator", message);
    return "unreadable";
  }
  const known = columns.map((column) => column.name);
  const read = names.flatMap((name, index) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (column === undefined) {
      const hint = didYouMean(name, known) || ` Known are: ${known.join(", ")}.`;
      say(index + 1, "unknown_column", `There is no column ${describe(name)}.${hint}`);
      return [];
    }
    if (names.indexOf(name) < index) {
      say(index + 1, "duplicate_column", `The column ${describe(name)} stands here twice.`);
    }
    return [column];
  });
  if (row.problem === null) {
    for (const { name, required } of columns) {
      if (!required || names.includes(name)) continue;
      say(names.length + 1, "missing_column", `The column ${describe(name)} is missing.`);
    }
  }
  return errors.length === before ? read : "unreadable";
}

function readCells<T extends { readonly key: string }>(
  row: CsvRow,
  header: readonly Column[],
  readRow: ReadRow<T>,
  keys: Set<string>,
  errors: CsvError[],
): T | undefined {
  const before = errors.length;
  const say = (column: number, code: string, message: string) => {
    errors.push({ line: row.line, column, code, message });
  };
  if (row.problem !== null) {
    say(row.problem.column, "invalid_quotes", row.problem.message);
    return undefined;
  }
  if (row.cells.length !== header.length) {
    const message = `This line has ${row.cells.length} cells, the header ${header.length}.`;
    say(Math.min(row.cells.length, header.length) + 1, "wrong_cell_count", message);
    return undefined;
  }
  const report: Report = (at, code, message) => say(columnOf(at, header), code, message);
  const named = header.map((column) => column.name);
  const record = readRow(valuesOf(row.cells, header), report, named);
  if (record === undefined || errors.length > before) return undefined;
  if (keys.has(record.key)) {
    const message = `${describe(record.key)} is the key of an earlier line: give this one another.`;
    say(header.findIndex(({ name }) => name === "key") + 1, "duplicate_key", message);
    return undefined;
  }
  keys.add(record.key);
  return record;
}

/** The row as the billing file would have it: "address.city" becomes a member of an address. */
function valuesOf(
  cells: readonly string[],
  header: readonly Column[],
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  header.forEach(({ name, kind }, index) => {
    const value = cellValue(cells[index] ?? "", kind);
    if (value === undefined) return;
    const [field = "", member] = name.split(".");
    if (member === undefined) values[field] = value;
    else values[field] = { ...(values[field] as object | undefined), [member]: value };
  });
  return values;
}

/**
 * A cell in the type that its column has in JSON; text that isn't of it is left for the reader to
 * refuse.
 */
function cellValue(cell: string, kind: Column["kind"]): unknown {
  if (cell === "") return undefined;
  if (kind === "list") return cell.split(";").map((entry) => entry.trim());
  if (kind === "number" && /^-?\d+(\.\d+)?$/.test(cell)) return Number(cell);
  if (kind === "flag" && (cell === "true" || cell === "false")) return cell === "true";
  return cell;
}

/** The column, from 1, that a place within the row belongs to; that of the key where none does. */
function columnOf(place: Place, header: readonly Column[]): number {
  const steps: string[] = [];
  for (let at: Place | null = place; at !== null && at !== wholeFile; at = at.within) {
    if (typeof at.step === "string") steps.unshift(at.step);
  }
  const name = steps.join(".");
  const named = [name, `${name}.`, `${steps[0]}.`, "key"].map((wanted) =>
    header.findIndex((column) =>
      wanted.endsWith(".") ? column.name.startsWith(wanted) : column.name === wanted,
    ),
  );
  return (named.find((index) => index !== -1) ?? 0) + 1;
}
