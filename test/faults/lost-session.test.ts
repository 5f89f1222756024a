import { afterAll, beforeAll, expect, it } from "vitest";
import { openBooks } from "../../src/store/open-books.ts";
import { type FreshDatabase, freshDatabase, onServer } from "../support/postgres.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** Ends every session of the books but the one that asks. */
function endSessions(): Promise<unknown> {
  return onServer(database.url, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    ),
  );
}

it("a transaction whose session is ended fails, and gives its connection back", async () => {
  const books = await openBooks(database.url, 1);
  try {
    for (let round = 0; round < 3; round++) {
      const cut = books.write(async (tx) => {
        await tx.claimRequest(`request ${round}`, new Date());
        await endSessions();
        await new Promise((resolve) => setTimeout(resolve, round * 20));
        return round < 2 ? tx.claimRequest("another", new Date()) : true;
      });
      await expect(cut).rejects.toThrow();
    }
    // Of the only connection.
    expect((await books.countRows())["bill_run"]).toBe(0);
    expect(await books.write((tx) => tx.claimRequest("request 0", new Date()))).toBe(true);
  } finally {
    await books.close();
  }
});
