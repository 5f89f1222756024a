import {
  all,
  type BlockProblem,
  byType,
  type Check,
  flag,
  integer,
  isRecord,
  listOf,
  objectOf,
  oneOf,
  stringOf,
} from "./block-checks.ts";
import { richText } from "./rich-text-checks.ts";

/*
 * Tables, with the limits of Slack's pages "Table block" and "Data table block".
 */

const string = stringOf(Number.MAX_SAFE_INTEGER);
const filled = stringOf(Number.MAX_SAFE_INTEGER, 1);
const named = { type: string };
const common = { block_id: stringOf(255) };
const number: Check = (value, pointer) =>
  typeof value === "number" ? [] : [{ pointer, message: "must be a number" }];

const rawCells: Record<string, Check> = {
  raw_text: objectOf({ ...named, text: filled }),
  raw_number: objectOf({ ...named, text: filled, value: number }),
};
const cell = byType({ ...rawCells, rich_text: richText });
const headCell = byType(rawCells);

/** All cells of a message's tables together may hold this many characters. */
const CELLS_CHARACTERS = 10_000;

/** A plain table: at most 100 rows of 20 cells. */
export const table: Check = objectOf(
  { ...named, rows: listOf(listOf(cell, 20, 1), 100, 1) },
  {
    ...common,
    column_settings: listOf(
      objectOf({}, { align: oneOf("left", "center", "right"), is_wrapped: flag() }),
      20,
    ),
  },
);

/** A table with pages and sorting: a head of plain cells and 1 to 100 rows of the same length. */
export const dataTable: Check = all(
  even,
  objectOf(
    { ...named, caption: stringOf(255, 1), rows: listOf(listOf(cell, 20, 1), 101, 2) },
    { ...common, page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
  ),
);

function even(value: unknown, pointer: string): BlockProblem[] {
  const rows = isRecord(value) && Array.isArray(value["rows"]) ? value["rows"] : [];
  const [head] = rows;
  if (!Array.isArray(head) || !isRecord(value)) return [];
  const problems = head.flatMap((one, index) => headCell(one, `${pointer}/rows/0/${index}`));
  for (const [index, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length === head.length) continue;
    const message = `must have ${head.length} cells, as the head has`;
    problems.push({ pointer: `${pointer}/rows/${index}`, message });
  }
  const named = value["row_header_column_index"];
  if (typeof named === "number" && named >= head.length) {
    const message = "must be the index of a column";
    problems.push({ pointer: `${pointer}/row_header_column_index`, message });
  }
  return problems;
}

/** What is wrong with a message's tables taken together: more than one, or too much in them. */
export function checkTables(blocks: unknown[], pointer: string): BlockProblem[] {
  const tables = blocks.filter(
    (block) => isRecord(block) && ["table", "data_table"].includes(String(block["type"])),
  );
  const problems: BlockProblem[] = [];
  if (tables.length > 1) problems.push({ pointer, message: "only_one_table_allowed" });
  const sum = tables.reduce<number>((total, block) => total + cellCharacters(block), 0);
  if (sum > CELLS_CHARACTERS) {
    const message = `cells must be less than ${CELLS_CHARACTERS + 1} characters together`;
    problems.push({ pointer, message });
  }
  return problems;
}

function cellCharacters(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, one) => sum + cellCharacters(one), 0);
  }
  if (!isRecord(value)) return 0;
  let sum = 0;
  for (const [name, inner] of Object.entries(value)) {
    sum += name === "text" && typeof inner === "string" ? inner.length : cellCharacters(inner);
  }
  return sum;
}
