import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { openSchemaEngine } from "./schema-engine.ts";

/** Any number, the same in every process: whoever holds this lock migrates. */
const migrationLock = 5_462_011;

/** Where the migrations lie: the same folder that `prisma migrate deploy` uses. */
export const migrationsFolder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/**
 * Brings the database to this version's schema, and gives the names of the migrations that were
 * missing. Doing it again changes nothing; of two processes at once, one waits for the other.
 * The queue's schema is its vendor's own and is migrated by whoever wires both.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: url });
  // Whoever asks next sees that the connection is gone; nobody listening would end the process.
  lock.on("error", () => {});
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    return await applyMigrations(url);
  } finally {
    await lock.end();
  }
}

async function applyMigrations(url: string): Promise<readonly string[]> {
  const { engine, close } = await openSchemaEngine(url);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await readMigrations(),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    await close();
  }
}

/** The migrations as Prisma's engine wants them, in order. */
async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => {
      const value = await readFile(join(migrationsFolder, path, "migration.sql"), "utf8");
      return { path, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
    }),
  );
  const content = await readFile(join(migrationsFolder, "migration_lock.toml"), "utf8");
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content },
    shadowDbInitScript: "",
    migrationDirectories: migrationDirectories as MigrationList["migrationDirectories"],
  };
}
