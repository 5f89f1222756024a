import type { BillRun } from "../../src/billing/bill-run/bill-run.ts";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../../src/operations/bill-runs/launch-bill-run.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import type { ChunkRef, Phase } from "../../src/operations/book-records.ts";
import { isRefusal, type Refusal } from "../../src/operations/refusal.ts";
import type { Actor, World } from "../../src/operations/world.ts";
import { type OpenBooks, openBooks } from "../../src/store/open-books.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { freshDatabase, onServer } from "../support/postgres.ts";

/** Books of a small company in a database of their own, and who works on them. */
export type SmallBooks = {
  readonly url: string;
  readonly books: OpenBooks;
  readonly world: World;
  readonly maker: Actor;
  readonly approver: Actor;
  /** Runs SQL past the program, as somebody with the password would. */
  sql<T>(text: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
};

/** Opens fresh books and imports `data`; it is noon on 1 November 2026. */
export async function openSmallBooks(data: BillingData): Promise<SmallBooks> {
  const database = await freshDatabase();
  const books = await openBooks(database.url);
  const world: World = {
    books,
    clock: { now: () => new Date("2026-11-01T12:00:00Z") },
    notifier: {
      pace: { gapMs: 0, burst: 1 },
      postCard: () => Promise.reject(new Error("no card is shown here")),
      editCard: () => Promise.reject(new Error("no card is shown here")),
      post: () => Promise.reject(new Error("nothing is told here")),
      uploadFile: () => Promise.reject(new Error("no file is sent here")),
      shareFile: () => Promise.reject(new Error("no file is sent here")),
    },
    outside: { check: async () => [] },
  };
  const maker = actorNamed(await addMember(world, "Dana", "preparer"));
  const approver = actorNamed(await addMember(world, "Lee", "approver"));
  await books.write((tx) => tx.importData(data));
  return {
    url: database.url,
    books,
    world,
    maker,
    approver,
    sql: (text, params = []) =>
      onServer(database.url, async (client) => (await client.query(text, params)).rows),
    async close() {
      await books.close();
      await database.drop();
    },
  };
}

/** The chunks of a run, in order. */
export async function chunksOf(small: SmallBooks, run: BillRun, phase: Phase): Promise<ChunkRef[]> {
  const rows = await small.sql<{ id: string }>(
    "SELECT id FROM bill_run_chunk WHERE run_id = $1 ORDER BY position",
    [run.id],
  );
  return rows.map(({ id }) => ({ runId: run.id, chunkId: id, phase }));
}

/** Makes a run of November and previews it, as a queue worker would. */
export function previewNovember(small: SmallBooks, select = {}): Promise<BillRun> {
  return previewMonth(small, { targetOn: "2026-11-30", invoiceOn: "2026-11-01" }, select);
}

/** Makes a run up to a target date and previews it. */
export async function previewMonth(
  small: SmallBooks,
  days: { readonly targetOn: string; readonly invoiceOn: string },
  select = {},
): Promise<BillRun> {
  const { world, maker } = small;
  const run = orThrow(
    await createBillRun(world, maker, {
      name: null,
      ...days,
      select,
      channel: "C1",
      requestKey: null,
      preview: true,
    }),
  );
  for (const chunk of await chunksOf(small, run, "preview")) await workChunk(world, chunk, "w1");
  const previewed = await small.books.findRun(run.number);
  if (previewed?.state !== "previewed") throw new Error(`the run is ${previewed?.state}`);
  return previewed;
}

/** Has a previewed run approved by somebody else, and launches it; its chunks wait for workers. */
export async function launch(small: SmallBooks, { number, digest }: BillRun): Promise<BillRun> {
  const { world, maker, approver } = small;
  orThrow(await requestApproval(world, maker, { number, digest }));
  const vote = { number, digest, decision: "approve", comment: null } as const;
  orThrow(await voteOnBillRun(world, approver, vote));
  return orThrow(await launchBillRun(world, maker, { number, digest }));
}

/** A whole month: previewed, approved, launched and worked to its end. */
export async function postNovember(small: SmallBooks, select = {}): Promise<BillRun> {
  const run = await launch(small, await previewNovember(small, select));
  for (const chunk of await chunksOf(small, run, "launch"))
    await workChunk(small.world, chunk, "w1");
  const ended = await small.books.findRun(run.number);
  if (!ended) throw new Error("the run is gone");
  return ended;
}

function orThrow<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}
