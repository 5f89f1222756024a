import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate, migrationsFolder } from "../../src/store/migrate.ts";
import { openBooks } from "../../src/store/open-books.ts";
import { openSchemaEngine } from "../../src/store/schema-engine.ts";
import { emptyDatabase, type FreshDatabase, onServer } from "../support/postgres.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await emptyDatabase();
});

afterAll(() => database?.drop());

it("books are not opened before they are migrated", async () => {
  await expect(openBooks(database.url)).rejects.toThrow("no books yet: run billrun migrate");
});

it("two processes that migrate at once apply every migration once", async () => {
  const applied = await Promise.all([migrate(database.url), migrate(database.url)]);
  expect(applied.flat().length).toBeGreaterThan(0);
  expect(applied).toContainEqual([]);
  expect(await migrate(database.url)).toEqual([]);
  const rows = await onServer(database.url, async (client) => {
    const text =
      "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL";
    return (await client.query<{ name: string }>(text)).rows;
  });
  expect(rows.map(({ name }) => name).sort()).toEqual(applied.flat());
});

it("the migrations make what the schema says", async () => {
  const other = await emptyDatabase();
  await onServer(other.url, async (client) => client.query(await scriptOfSchema(other.url)));
  const [migrated, fromSchema] = [await describe(database.url), await describe(other.url)];
  await other.drop();
  expect(migrated.columns.length).toBeGreaterThan(200);
  expect(migrated.columns).toEqual(fromSchema.columns);
  for (const key of fromSchema.keysAndIndexes) expect(migrated.keysAndIndexes).toContain(key);
});

async function scriptOfSchema(url: string): Promise<string> {
  const { engine, close } = await openSchemaEngine(url);
  const file = new URL("../schema.prisma", `file://${migrationsFolder}/`);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: {
      tag: "schemaDatamodel",
      files: [{ path: "schema.prisma", content: await readFile(file, "utf8") }],
    },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await close();
  return stdout ?? "";
}

function describe(url: string): Promise<{ columns: string[]; keysAndIndexes: string[] }> {
  return onServer(url, async (client) => {
    const columns = await client.query<{ text: string }>(
      `SELECT concat_ws(' ', table_name, column_name, udt_name, numeric_precision, is_nullable,
                        datetime_precision, column_default) AS text
         FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`,
    );
    const rest = await client.query<{ text: string }>(
      `SELECT conrelid::regclass || ' ' || conname || ' '
              || replace(pg_get_constraintdef(oid), ' DEFERRABLE INITIALLY DEFERRED', '') AS text
         FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f')
       UNION ALL
       SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
    );
    const texts = (rows: readonly { text: string }[]) => rows.map((row) => row.text);
    return { columns: texts(columns.rows), keysAndIndexes: texts(rest.rows) };
  });
}
