import { afterAll, beforeAll, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { openWorld } from "../../src/open-world.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../../src/operations/bill-runs/launch-bill-run.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import type { World } from "../../src/operations/world.ts";
import { movableClock } from "../../src/sandbox/movable-clock.ts";
import { startWork } from "../../src/start-work.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { type FreshDatabase, freshDatabase } from "../support/postgres.ts";
import { runReaches, waitUntil } from "../support/wait-until.ts";
import { startWorkerProcess } from "./worker-process.ts";

const accounts = 4_000;
const terms = { targetOn: "2026-11-30", invoiceOn: "2026-11-01", select: {} };

let database: FreshDatabase;
let stopWorld: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(async () => {
  await stopWorld();
  await database.drop();
});

async function approvedRun(world: World): Promise<void> {
  const maker = actorNamed(await addMember(world, "Dana", "preparer"));
  const approver = actorNamed(await addMember(world, "Lee", "approver"));
  const keys = Array.from({ length: accounts }, (_, n) => ({
    key: `a${String(n).padStart(5, "0")}`,
  }));
  await importBillingData(world, maker, { source: "test", data: smallCompany(keys) });
  const made = { ...terms, name: null, channel: null, requestKey: null, preview: true };
  expect(await createBillRun(world, maker, made)).toMatchObject({ number: 1 });
  await runReaches(world, 1, "previewed");
  expect(await requestApproval(world, maker, { number: 1, digest: null })).toHaveProperty("id");
  const vote = { number: 1, digest: null, decision: "approve", comment: null } as const;
  expect(await voteOnBillRun(world, approver, vote)).toHaveProperty("run");
  expect(await launchBillRun(world, maker, { number: 1, digest: null })).toHaveProperty("id");
}

it("a worker killed in a launch loses nothing: another one ends the run", async () => {
  const clock = movableClock();
  const { world, stop } = await openWorld(database.url, clock);
  stopWorld = stop;
  const first = await startWorkerProcess(database.url);
  await approvedRun(world);
  const run = await world.books.findRun(1);
  if (!run) throw new Error("the run is gone");
  await waitUntil("a first chunk", async () => {
    const { counts } = await world.books.viewRun(run.id);
    return counts.billed > 0 && counts.billed < accounts ? true : null;
  });
  first.child.kill("SIGKILL");
  const atKill = (await world.books.viewRun(run.id)).counts.billed;

  // The dead worker's lease and heartbeat run out by this clock at once.
  clock.moveBy(1);
  const second = await startWork(world, database.url, openLog("silent").jobLog);
  const ended = await runReaches(world, 1, "completed");
  await second.stop();

  const view = await world.books.viewRun(ended.id);
  expect(atKill).toBeLessThan(accounts);
  expect(view.counts).toMatchObject({ eligible: accounts, billed: accounts, held: 0, parked: 0 });
  expect(view.totals).toMatchObject([{ invoices: accounts, invoicedMinor: 10_000n * 4_000n }]);
  expect(await world.books.checkInvariants()).toEqual([]);
}, 120_000);
