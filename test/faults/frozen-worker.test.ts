import { afterEach, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { startWork } from "../../src/start-work.ts";
import { runReaches, waitUntil } from "../support/wait-until.ts";
import {
  countDone,
  expectAllBilled,
  launch,
  type November,
  openNovember,
  preview,
} from "./november.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(accounts: number): Promise<November> {
  const november = await openNovember({ accounts });
  closing.push(() => november.close());
  return november;
}

async function join(november: November, fault?: Parameters<typeof startWorkerProcess>[1]) {
  const worker = await startWorkerProcess(november.url, fault);
  closing.push(async () => worker.child.kill("SIGKILL"));
  return worker;
}

async function takeOver({ world, url }: November): Promise<void> {
  const work = await startWork(world, url, openLog("silent").jobLog);
  closing.push(() => work.stop());
}

async function stopped(worker: WorkerProcess): Promise<void> {
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(worker.complaints()).toBe("");
}

it("a worker frozen past its lease writes nothing when it wakes", async () => {
  const november = await open(30);
  const fault = { at: "chunk.leased", time: 2, signal: "SIGSTOP" } as const;
  const frozen = await join(november, { fault });
  const run = await preview(november);
  await launch(november, run);
  await frozen.frozen();
  november.clock.moveBy(1);
  await takeOver(november);
  await runReaches(november.world, run.number, "completed");

  frozen.child.kill("SIGCONT");
  // It ends the job that it was in before it stops.
  await stopped(frozen);
  expect((await november.world.books.findRun(run.number))?.state).toBe("completed");
  await expectAllBilled(november, 30);
});

it("a worker frozen with a chunk open loses its session to the server, and its chunk", async () => {
  const november = await open(30);
  const fault = { at: "chunk.opened", time: 2, signal: "SIGSTOP" } as const;
  const frozen = await join(november, { fault });
  const run = await preview(november);
  await launch(november, run);
  await frozen.frozen();
  const idle = "state = 'idle in transaction' AND datname = current_database()";
  // The server does this by itself after a minute of silence; a test does not wait so long.
  const ended = await november.sql<{ query: string }>(
    `SELECT pg_terminate_backend(pid), query FROM pg_stat_activity WHERE ${idle}`,
  );
  expect(ended).toHaveLength(1);
  november.clock.moveBy(1);
  await takeOver(november);
  await runReaches(november.world, run.number, "completed");

  frozen.child.kill("SIGCONT");
  await stopped(frozen);
  await expectAllBilled(november, 30);
});

it("a worker told to stop ends its chunk, holds nothing back, and exits with 0", async () => {
  const november = await open(3_000);
  const first = await join(november);
  const run = await preview(november);
  await launch(november, run);
  await waitUntil("a first chunk", async () =>
    (await countDone(november, run)) > 0 ? true : null,
  );
  await stopped(first);
  const done = await countDone(november, run);
  expect(done).toBeLessThan(3_000);
  const left = await november.sql(
    `SELECT 'chunk ' || position AS what FROM bill_run_chunk WHERE leased_by IS NOT NULL
     UNION ALL SELECT 'job ' || key FROM graphile_worker.jobs WHERE locked_by IS NOT NULL`,
  );
  expect(left).toEqual([]);

  // By the same clock: nobody has to wait for a lease to run out.
  await takeOver(november);
  await runReaches(november.world, run.number, "completed");
  await expectAllBilled(november, 3_000);
});
