import { AsyncLocalStorage } from "node:async_hooks";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import type { Books } from "../../src/operations/books.ts";
import type { Actor, World } from "../../src/operations/world.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import {
  chunksOf,
  launch,
  openSmallBooks,
  previewNovember,
  type SmallBooks,
} from "../store/small-books.ts";
import { actorNamed, addMember } from "../support/members.ts";

/** Books with one account for every run that a test makes, so that each has something to bill. */
export type Stage = SmallBooks & {
  readonly admin: Actor;
  /** Selects an account that no run has billed, and gives its key. */
  fresh(): { readonly account: string; readonly select: { readonly accounts: string[] } };
};

const accounts = Array.from({ length: 300 }, (_, n) => `a${String(n).padStart(2, "0")}`);

/** Opens the books that all twins share. */
export async function setStage(): Promise<Stage> {
  const small = await openSmallBooks(smallCompany(accounts.map((key) => ({ key }))));
  const admin = actorNamed(await addMember(small.world, "Ada", "admin"));
  let posted = 0;
  let used = 0;
  const notifier: World["notifier"] = {
    pace: { gapMs: 0, burst: 1 },
    postCard: async (_, channel) => ({
      ...{ place: { channel, ts: `card ${++posted}` }, contentHash: "the same" },
    }),
    editCard: async () => "the same",
    post: async (_, { channel }) => ({ channel, ts: `${++posted}` }),
    uploadFile: async () => `F${++posted}`,
    shareFile: async () => true,
  };
  return {
    ...small,
    world: { ...small.world, books: readingOutside(small.books), notifier },
    admin,
    fresh() {
      const account = accounts[used++];
      if (account === undefined) throw new Error("there are too few accounts");
      return { account, select: { accounts: [account] } };
    },
  };
}

const writing = new AsyncLocalStorage<true>();

/**
 * Books that refuse to be read from within a transaction: what reads there by another connection
 * waits for one that those who write at the same time all hold.
 */
function readingOutside(books: Books): Books {
  const entries = Object.entries(books).map(([name, read]) => {
    const guarded = (...asked: unknown[]) => {
      if (writing.getStore()) throw new Error(`${name} is asked for by a second connection`);
      return (read as (...all: unknown[]) => unknown)(...asked);
    };
    return [name, guarded];
  });
  const write: Books["write"] = (work) => books.write((tx) => writing.run(true, () => work(tx)));
  return { ...(Object.fromEntries(entries) as Books), write };
}

/** A run of one account, previewed. */
export async function previewed(stage: Stage) {
  return previewNovember(stage, stage.fresh().select);
}

/** One that waits for its approval. */
export async function waiting(stage: Stage) {
  const run = await previewed(stage);
  await requestApproval(stage.world, stage.maker, { number: run.number, digest: null });
  return run;
}

/** One that may be launched. */
export async function approved(stage: Stage) {
  const run = await waiting(stage);
  const vote = { number: run.number, digest: null, decision: "approve", comment: null } as const;
  await voteOnBillRun(stage.world, stage.approver, vote);
  return run;
}

/** One that is launched, and that no worker has begun. */
export async function running(stage: Stage) {
  return launch(stage, await previewed(stage));
}

/** An ended run with one account that was held since it changed after its approval. */
export async function withOneHeld(stage: Stage) {
  const { account, select } = stage.fresh();
  const run = await launch(stage, await previewNovember(stage, select));
  const { catalog, ...data } = smallCompany([{ key: account, seats: "7" }]);
  await stage.books.write((tx) => tx.importData({ catalog: null, ...data }));
  for (const chunk of await chunksOf(stage, run, "launch"))
    await workChunk(stage.world, chunk, "w");
  return run;
}
