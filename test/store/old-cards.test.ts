import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrationsFolder } from "../../src/store/migrate.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, previewNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
});

afterAll(() => small?.close());

it("the card of an earlier version is brought up to date once", async () => {
  const run = await previewNovember(small);
  await small.sql("DELETE FROM graphile_worker._private_jobs");
  const file = join(migrationsFolder, "20261122000080_old_cards", "migration.sql");
  const script = await readFile(file, "utf8");
  const queued = async () => {
    await small.sql(script);
    return small.sql<{ task: string; key: string }>(
      "SELECT task_identifier AS task, key FROM graphile_worker.jobs",
    );
  };
  // Nobody posted it yet: a message of its thread will.
  expect(await queued()).toEqual([]);
  await small.sql("UPDATE card SET ts = '1700000000.000001', posted_channel = 'C1'");
  await queued();
  expect(await queued()).toEqual([{ task: "show-card", key: `card:run:${run.id}:C1` }]);
});
