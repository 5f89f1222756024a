import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, it } from "vitest";
import { migrateDatabase } from "../../src/open-database.ts";
import { openLog } from "../../src/open-log.ts";
import type { World } from "../../src/operations/world.ts";
import { startServer } from "../../src/start-server.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import {
  findServerBinaries,
  findServerUser,
  reachableBinaries,
} from "../../src/store/embedded-binaries.ts";
import { freshDatabase, onServer, withDatabase } from "../support/postgres.ts";
import { waitUntil } from "../support/wait-until.ts";
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

/** A worker in a process of its own, and a server in this one. */
async function staff(november: November): Promise<{ worker: WorkerProcess; server: string }> {
  const worker = await startWorkerProcess(november.url);
  closing.push(async () => worker.child.kill("SIGKILL"));
  const server = await startServer({
    databaseUrl: november.url,
    clock: november.clock,
    host: "127.0.0.1",
    port: 0,
    slack: {
      access: { botToken: "xoxb-test" },
      signingSecret: "0123456789abcdef0123456789abcdef",
      slackApiUrl: "http://127.0.0.1:9/api/",
    },
    log: openLog("silent"),
    work: "inside",
  });
  closing.push(() => server.stop());
  await waitUntil("both to be at work", async () => {
    const beats = await november.sql("SELECT 1 FROM worker_beat");
    return beats.length === 2 ? true : null;
  });
  return { worker, server: server.http.url };
}

/** That the worker is there still, and stops as it should. */
async function survived(worker: WorkerProcess): Promise<void> {
  worker.child.kill("SIGTERM");
  const status = await worker.ended;
  expect({ status, complaints: worker.complaints() }).toEqual({ status: 0, complaints: "" });
}

/** Looks past a database that is away for the moment. */
function ends(world: World, number: number): Promise<unknown> {
  return waitUntil(`BR-${number} to end`, async () => {
    const run = await world.books.findRun(number).catch(() => null);
    return run?.state.startsWith("completed") ? run : null;
  });
}

async function isReady(server: string): Promise<true | null> {
  return (await fetch(`${server}/readyz`)).status === 200 ? true : null;
}

it("when every session is ended in the middle of a launch, the run ends all the same", async () => {
  const accounts = 3_000;
  const database = await freshDatabase();
  closing.push(() => database.drop());
  const november = await openNovember({ accounts, url: database.url });
  closing.push(() => november.close());
  const { worker, server } = await staff(november);
  const run = await preview(november);
  await launch(november, run);
  for (const done of [0, 500, 1_000]) {
    await waitUntil(`${done} accounts`, async () => {
      const now = await countDone(november, run).catch(() => 0);
      return now >= done ? true : null;
    });
    await onServer(withDatabase(database.url, "postgres"), (client) =>
      client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [
        new URL(database.url).pathname.slice(1),
      ]),
    );
  }
  await ends(november.world, run.number);
  await waitUntil("the server to be ready", () => isReady(server));
  await expectAllBilled(november, accounts);
  await survived(worker);
}, 60_000);

it("when PostgreSQL is shut down at once and started again, the run ends by itself", async () => {
  const accounts = 2_000;
  const folder = await mkdtemp(join(tmpdir(), "billrun-fault-"));
  // Started by root, the server runs as another user, who must be able to come in.
  await chmod(folder, 0o755);
  const postgres = await startEmbedded(join(folder, "postgres"));
  closing.push(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await migrateDatabase(postgres.url);
  const november = await openNovember({ accounts, url: postgres.url });
  closing.push(() => november.close());
  const { worker, server } = await staff(november);
  const run = await preview(november);
  await launch(november, run);
  await waitUntil("a first chunk", async () =>
    (await countDone(november, run)) > 0 ? true : null,
  );
  await restart(join(folder, "postgres", "data"));

  await ends(november.world, run.number);
  await waitUntil("the server to be ready", () => isReady(server));
  await expectAllBilled(november, accounts);
  await survived(worker);
}, 60_000);

/** As a crash of the machine would: nothing is written first, and the start recovers. */
async function restart(data: string): Promise<void> {
  const [installed, user] = [await findServerBinaries(), await findServerUser()];
  const { pg_ctl } = await reachableBinaries(installed, dirname(data), user);
  const flags = ["restart", "-w", "-s", "-m", "immediate", "-D", data, "-l", join(data, "log")];
  await promisify(execFile)(pg_ctl, flags, { ...user, cwd: "/" });
}
