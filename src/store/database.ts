import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.ts";
import type { TransactionClient } from "./generated/internal/prismaNamespace.ts";

/** The database outside or inside a transaction. */
export type Db = TransactionClient;

/** A chunk of large customers may take a while; a transaction that hangs must end all the same. */
const transactionTimeoutMs = 600_000;
/** How long a transaction waits for a free connection. */
const connectionWaitMs = 60_000;
/**
 * A worker that freezes inside a transaction holds locks that its successor waits for; after a
 * minute of silence the server ends its session, and the frozen one writes nothing when it wakes.
 */
const silenceLimit = "-c idle_in_transaction_session_timeout=60s -c TimeZone=UTC";

/** Connections to the database, at most so many, opened as they are needed. */
export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: "billrun",
    options: silenceLimit,
  });
  // A connection that the server ends says so, whoever holds it; nobody listening would end the
  // process. Whoever uses it next sees the error, and the pool opens another one.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Opens the database over `connections` connections. */
export function connect(url: string, connections: number): PrismaClient {
  const adapter = new PrismaPg(openPool(url, connections), { disposeExternalPool: true });
  return new PrismaClient({ adapter });
}

/**
 * One transaction, READ COMMITTED said explicitly: at REPEATABLE READ, a number read after waiting
 * for its lock is the old one.
 */
export function inTransaction<T>(client: PrismaClient, work: (tx: Db) => Promise<T>): Promise<T> {
  return client.$transaction(work, {
    isolationLevel: "ReadCommitted",
    maxWait: connectionWaitMs,
    timeout: transactionTimeoutMs,
  });
}

/**
 * Rows of a hand-written query as JSON, in the order of the query: calendar days are
 * "YYYY-MM-DD" without ever becoming an instant, and one text is faster to take apart than a
 * hundred thousand typed cells. Minor units must be cast to text in the query.
 */
export async function jsonRows<T>(db: Db, sql: string, ...params: unknown[]): Promise<T[]> {
  const wrapped = `SELECT coalesce(json_agg(r), '[]')::text AS json FROM (${sql}) AS r`;
  const rows = await db.$queryRawUnsafe<{ json: string }[]>(wrapped, ...params);
  return JSON.parse(rows[0]?.json ?? "[]") as T[];
}

/** The first row of `jsonRows`; null if there is none. */
export async function jsonRow<T>(db: Db, sql: string, ...params: unknown[]): Promise<T | null> {
  return (await jsonRows<T>(db, sql, ...params))[0] ?? null;
}

/** Runs a hand-written statement and gives the number of rows that it touched. */
export function execute(db: Db, sql: string, ...params: unknown[]): Promise<number> {
  return db.$executeRawUnsafe(sql, ...params);
}
