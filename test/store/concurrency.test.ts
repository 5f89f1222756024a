import { afterAll, beforeAll, expect, it } from "vitest";
import { proposeDocuments } from "../../src/billing/bill-run/propose-documents.ts";
import { postingsOfDocument } from "../../src/billing/ledger/posting.ts";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import {
  BilledMeanwhile,
  ChunkLost,
  type ChunkRef,
  type LeasedChunk,
  type PayerOutcome,
} from "../../src/operations/book-records.ts";
import type { BooksWriter } from "../../src/operations/books.ts";
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
const at = new Date("2026-11-01T12:00:00Z");

beforeAll(async () => {
  const keys = Array.from({ length: 12 }, (_, n) => ({ key: `a${n}`, segment: n < 6 ? "x" : "y" }));
  small = await openSmallBooks(smallCompany(keys));
});

afterAll(() => small?.close());

const leaseOf = (chunk: ChunkRef, worker: string) =>
  small.books.write((tx) => tx.leaseChunk(chunk, worker, at, 30));

async function outcomesOf(tx: BooksWriter, chunk: LeasedChunk): Promise<readonly PayerOutcome[]> {
  const catalog = await small.books.loadCatalog();
  const payers = await tx.openChunk(chunk);
  if (!payers) throw new Error("the chunk is lost");
  return payers.map(({ facts }) => {
    const { documents, ...proposal } = proposeDocuments(facts, catalog, chunk.terms);
    const posted = documents.map((document) => ({
      document,
      postings: postingsOfDocument(document),
    }));
    return { ...proposal, documents: posted, findings: [], previousMinor: null };
  });
}

it("a worker that lost its chunk to another one writes nothing", async () => {
  const run = await launch(small, await previewNovember(small, { segments: ["x"] }));
  const [chunk] = await chunksOf(small, run, "launch");
  const slow = await leaseOf(chunk!, "slow");
  const quick = await leaseOf(chunk!, "quick");
  expect(quick?.fence).toBe(slow!.fence + 1);
  expect(await small.books.write((tx) => tx.openChunk(slow!))).toBeNull();
  const late = small.books.write(async (tx) => {
    const outcomes = await outcomesOf(tx, quick!);
    await tx.saveChunk(slow!, outcomes, at);
  });
  await expect(late).rejects.toBeInstanceOf(ChunkLost);
  expect((await small.books.countRows())["document"]).toBe(0);
});

it("of two runs that reach an account at once, the loser writes nothing", async () => {
  const first = await small.books.findRun(1);
  const second = await launch(small, await previewNovember(small, { segments: ["x"] }));
  const [one, two] = [first!, second].map((run) => chunksOf(small, run, "launch"));
  const [a, b] = [await leaseOf((await one!)[0]!, "a"), await leaseOf((await two!)[0]!, "b")];
  // The loser has made up its mind before the winner commits.
  const stale = await small.books.write((tx) => outcomesOf(tx, b!));
  await small.books.write(async (tx) => tx.saveChunk(a!, await outcomesOf(tx, a!), at));
  const late = small.books.write((tx) => tx.saveChunk(b!, stale, at));
  await expect(late).rejects.toBeInstanceOf(BilledMeanwhile);
  expect((await small.books.countRows())["document"]).toBe(6);
  const again = await small.books.write((tx) => outcomesOf(tx, b!));
  expect(again.flatMap((outcome) => outcome.documents)).toEqual([]);
});

it("chunks that are saved at once get numbers without a gap", async () => {
  const { books, maker, world } = small;
  const terms = (await books.findRun(1))!.terms;
  const made = await books.write(async (tx) => {
    const run = await tx.insertRun({
      name: "x",
      kind: "ad-hoc",
      terms: { ...terms, select: { segments: ["y"] } },
      retryOf: null,
      createdBy: maker.member.id,
      channel: null,
      requestKey: null,
      at,
    });
    await tx.moveRun(run.id, "preview", { at });
    expect(await tx.freezeChunks(run.id, 1)).toEqual({ chunks: 12, accounts: 12 });
    return run;
  });
  for (const chunk of await chunksOf(small, made, "preview")) await workChunk(world, chunk, "w");
  const run = await launch(small, (await books.findRun(made.number))!);
  const chunks = await chunksOf(small, run, "launch");
  await Promise.all(chunks.map((chunk, n) => workChunk(world, chunk, `w${n}`)));
  const view = await books.viewRun(run.id);
  expect(view).toMatchObject({
    run: { state: "completed" },
    counts: { eligible: 12, billed: 6, excluded: 6 },
    numbers: { invoices: { first: "INV-2026-000007", last: "INV-2026-000012" } },
  });
  await expectSoundBooks(books);
});

it("one request makes one run, however often it is sent", async () => {
  const { books, maker } = small;
  const terms = (await books.findRun(1))!.terms;
  const send = () =>
    books.write((tx) =>
      tx.insertRun({
        name: "twice",
        kind: "ad-hoc",
        terms,
        retryOf: null,
        createdBy: maker.member.id,
        channel: null,
        requestKey: "form 1",
        at,
      }),
    );
  const runs = await Promise.all([send(), send(), send()]);
  expect(new Set(runs.map((run) => run.id)).size).toBe(1);
  expect(await send()).toEqual(runs[0]);
});
