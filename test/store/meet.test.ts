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

const keys = Array.from({ length: 300 }, (_, n) => ({ key: `a${String(n).padStart(3, "0")}` }));
let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany(keys));
});

afterAll(() => small?.close());

it("an import in the middle of a launch never changes what was approved", async () => {
  const run = await launch(small, await previewNovember(small));
  const dearer = smallCompany([...keys].reverse().map(({ key }) => ({ key, seats: "2" })));
  const work = chunksOf(small, run, "launch").then((chunks) =>
    Promise.all(chunks.map((chunk) => workChunk(small.world, chunk, "w"))),
  );
  await Promise.all([work, small.books.write((tx) => tx.importData(dearer))]);
  const { counts, totals } = await small.books.viewRun(run.id);
  // Whoever came first: billed as approved before the import, or held after it.
  expect(counts.billed + counts.held).toBe(keys.length);
  expect(totals[0]?.invoicedMinor ?? 0n).toBe(BigInt(counts.billed) * 10_000n);
  await expectSoundBooks(small.books);
});
