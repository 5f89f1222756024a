import type { Db } from "./database.ts";

type Cell = string | number | boolean | null;

/** A column of an upsert: its type in SQL and what of a row goes into it. */
export type Column<T> = {
  readonly name: string;
  /** "text[]" takes a JSON array of texts. */
  readonly type: string;
  readonly of: (row: T) => Cell;
};

/** A table, its key (the first so many columns) and its columns. */
export type Upsert<T> = {
  readonly table: string;
  readonly keys: number;
  readonly columns: readonly Column<T>[];
  /** Columns that follow from others, so that a row is not changed for them alone. */
  readonly derived?: readonly string[];
};

/** First key columns of the rows that were added and changed; all others were the same. */
export type Upserted = { readonly added: readonly string[]; readonly changed: readonly string[] };

/** Rows a statement: large enough to be quick, small enough to keep its text small. */
const blockSize = 5_000;

/** Inserts rows by key or updates those that differ, a few thousand with one statement. */
export async function upsert<T>(db: Db, into: Upsert<T>, rows: readonly T[]): Promise<Upserted> {
  const [added, changed]: [string[], string[]] = [[], []];
  const sql = upsertSql(into);
  for (let start = 0; start < rows.length; start += blockSize) {
    const block = rows.slice(start, start + blockSize);
    const cells = into.columns.map((column) => block.map(column.of));
    const touched = await db.$queryRawUnsafe<{ json: string }[]>(sql, ...cells);
    for (const row of JSON.parse(touched[0]?.json ?? "[]") as { key: string; fresh: boolean }[]) {
      (row.fresh ? added : changed).push(row.key);
    }
  }
  return { added, changed };
}

function upsertSql<T>({ table, keys, columns, derived = [] }: Upsert<T>): string {
  const names = columns.map((column) => column.name);
  const key = names.slice(0, keys);
  const rest = names.slice(keys);
  const compared = rest.filter((name) => !derived.includes(name));
  const arrays = columns.map(({ type }, i) => `$${i + 1}::${type === "text[]" ? "jsonb" : type}[]`);
  const selected = columns.map(({ name, type }) =>
    type === "text[]" ? `ARRAY(SELECT jsonb_array_elements_text(g.${name}))` : `g.${name}`,
  );
  // xmax is zero on a row that this statement inserted, and its own number on one that it updated.
  return `
    WITH touched AS (
      INSERT INTO ${table} AS t (${names.join(", ")})
      SELECT ${selected.join(", ")} FROM unnest(${arrays.join(", ")}) AS g (${names.join(", ")})
      ON CONFLICT (${key.join(", ")}) DO UPDATE
        SET ${rest.map((name) => `${name} = excluded.${name}`).join(", ")}
        WHERE (${compared.map((name) => `t.${name}`).join(", ")})
          IS DISTINCT FROM (${compared.map((name) => `excluded.${name}`).join(", ")})
      RETURNING t.${key[0]}::text AS key, t.xmax = 0 AS fresh)
    SELECT coalesce(json_agg(touched), '[]')::text AS json FROM touched`;
}

/** Reads keys as text, for sets of rows that a statement touched. */
export async function touchedKeys(
  db: Db,
  statement: string,
  ...params: unknown[]
): Promise<readonly string[]> {
  const sql = `WITH touched AS (${statement})
    SELECT coalesce(json_agg(DISTINCT touched.key), '[]')::text AS json FROM touched`;
  const rows = await db.$queryRawUnsafe<{ json: string }[]>(sql, ...params);
  return JSON.parse(rows[0]?.json ?? "[]") as string[];
}
