import { randomBytes } from "node:crypto";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { inject } from "vitest";
import { type EmbeddedServer, startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";

/** A database of a test file's own; `drop` it afterwards. */
export type FreshDatabase = { readonly url: string; drop(): Promise<void> };

/** Any number: whoever holds this lock makes the template. */
const templateLock = 77_001;

/** Books with nothing in them (queue included), copied from a migrated template. */
export function freshDatabase(): Promise<FreshDatabase> {
  return makeDatabase("books_template");
}

/** A database without any table. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return makeDatabase("template0");
}

let server: Promise<EmbeddedServer> | null = null;

async function makeDatabase(template: string): Promise<FreshDatabase> {
  // Once a test file: as long as its process lives, nobody stops the server.
  server ??= startEmbedded(inject("postgresFolder"));
  const { url } = await server;
  if (template === "books_template") await ensureTemplate(url);
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: withDatabase(url, name),
    drop: () =>
      onServer(url, async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      }),
  };
}

async function ensureTemplate(url: string): Promise<void> {
  await onServer(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [templateLock]);
    const made = await client.query("SELECT FROM pg_database WHERE datname = 'books_template'");
    if (made.rowCount) return;
    await client.query("CREATE DATABASE books_draft");
    const draft = withDatabase(url, "books_draft");
    await runMigrations({ connectionString: draft });
    await migrate(draft);
    await client.query("ALTER DATABASE books_draft RENAME TO books_template");
  });
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Runs SQL on a connection of its own. */
export async function onServer<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
