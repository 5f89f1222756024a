import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** What a launch writes, in the order in which it does: headers find their lines complete. */
const tables = ["document_line", "document_tax", "journal_entry", "posting", "document"] as const;

/**
 * Copies every posted row of the database at `from` into the same tables of the one at `to`, guards,
 * indexes and all, in one transaction of one connection. Gives the seconds that the copying in took.
 */
export async function copyRows(from: string, to: string, folder: string): Promise<number> {
  const exchange = join(folder, "exchange");
  await mkdir(exchange);
  // The server writes and reads the files itself, under a user of its own.
  await chmod(folder, 0o755);
  await chmod(exchange, 0o777);
  const file = (table: string) => join(exchange, `${table}.copy`);
  const source = await connect(from);
  for (const table of tables) await source.query(`COPY ${table} TO '${file(table)}'`);
  const series = await source.query("SELECT * FROM number_series");
  await source.end();

  const target = await connect(to);
  const startedAt = process.hrtime.bigint();
  await target.query("BEGIN");
  for (const row of series.rows) {
    const columns = Object.keys(row);
    await target.query(
      `INSERT INTO number_series (${columns.join(", ")}) VALUES (${columns.map((_, n) => `$${n + 1}`)})`,
      columns.map((column) => row[column]),
    );
  }
  for (const table of tables) await target.query(`COPY ${table} FROM '${file(table)}'`);
  await target.query("COMMIT");
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  await target.end();
  return seconds;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
