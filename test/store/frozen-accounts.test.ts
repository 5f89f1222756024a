import { afterAll, beforeAll, expect, it } from "vitest";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import {
  chunksOf,
  launch,
  openSmallBooks,
  previewNovember,
  type SmallBooks,
} from "./small-books.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(
    smallCompany([
      { key: "acme" },
      { key: "branch", parent: "acme" },
      { key: "free", seats: "0" },
      { key: "zeta" },
    ]),
  );
});

afterAll(() => small?.close());

it("a run bills whom it has frozen, also if families change before its launch", async () => {
  const run = await launch(small, await previewNovember(small));
  const moved = smallCompany([
    { key: "acme" },
    { key: "branch" },
    { key: "free", seats: "0" },
    { key: "zeta" },
    { key: "newcomer", parent: "zeta" },
  ]);
  await small.books.write((tx) => tx.importData(moved));
  for (const chunk of await chunksOf(small, run, "launch"))
    await workChunk(small.world, chunk, "w");
  const results = await small.books.listResults(run.id, { limit: 9 });
  expect(results.map((row) => [row.account, row.result, row.reasonCode])).toEqual([
    ["acme", "held", expect.any(String)],
    ["branch", "held", "payer_changed"],
    ["free", "nothing-due", "nothing_to_pay"],
    ["zeta", "billed", null],
  ]);
  const ended = await small.books.findRun(run.number);
  expect(ended?.state).toBe("completed-with-exceptions");
  expect(await small.books.documentsOfAccount("acme", 9)).toEqual([]);
  const [document] = await small.books.documentsOfAccount("zeta", 9);
  expect(document?.lines).toHaveLength(1);
  await expectSoundBooks(small.books);
});

it("the next run bills those who were not frozen or held", async () => {
  const run = await launch(small, await previewNovember(small));
  for (const chunk of await chunksOf(small, run, "launch"))
    await workChunk(small.world, chunk, "w");
  const results = await small.books.listResults(run.id, { limit: 9 });
  expect(results.map((row) => [row.account, row.result])).toEqual([
    ["acme", "billed"],
    ["branch", "billed"],
    ["free", "nothing-due"],
    ["newcomer", "billed"],
    // It owes what its child was billed.
    ["zeta", "billed"],
  ]);
  await expectSoundBooks(small.books);
});
