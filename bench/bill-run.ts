import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { localDate } from "../dist/billing/calendar/local-date.js";
import { migrateDatabase } from "../dist/open-database.js";
import { openLog } from "../dist/open-log.js";
import { openWorld } from "../dist/open-world.js";
import { createBillRun } from "../dist/operations/bill-runs/create-bill-run.js";
import { launchBillRun } from "../dist/operations/bill-runs/launch-bill-run.js";
import { requestApproval } from "../dist/operations/bill-runs/request-approval.js";
import { voteOnBillRun } from "../dist/operations/bill-runs/vote-on-bill-run.js";
import { importBillingData } from "../dist/operations/customers/import-billing-data.js";
import { isRefusal, type Refusal } from "../dist/operations/refusal.js";
import type { Actor, World } from "../dist/operations/world.js";
import { startWork } from "../dist/start-work.js";
import { startEmbedded } from "../dist/store/embedded.js";
import { copyRows } from "./copy-rows.js";
import { typicalCompany } from "./typical-company.js";

/** Accounts are imported in blocks, so that the importing side does not hold all of them. */
const importBlock = 5_000;

/**
 * Previews and launches a run over so many accounts with two jobs at once, then copies the same
 * rows with plain COPY into the same tables of a second database, on the same machine in the same
 * run. `launchToCopy` is the launch's speed as a part of COPY's.
 */
export async function benchBillRun(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: { accounts: { type: "string", default: "20000" } },
  });
  const accounts = Number(values.accounts);
  if (!Number.isInteger(accounts) || accounts < 1) throw new Error("--accounts takes a number");
  const folder = await mkdtemp(join(tmpdir(), "billrun-bench-"));
  // As root the server runs as another user, who has to come through here to its data.
  await chmod(folder, 0o755);
  const server = await startEmbedded(folder);
  try {
    await migrateDatabase(server.url);
    const actors = await seed(server.url, accounts);
    const preview = await timed(server.url, "previewed", (world) => prepare(world, actors));
    await approve(server.url, actors);
    await snapshot(server.url);
    const launch = await timed(server.url, "completed", (world) => start(world, actors));
    const copySeconds = await copyRows(server.url, copyUrl(server.url), folder);
    const rate = (seconds: number) => Math.round(accounts / seconds);
    return {
      bench: "bill-run",
      accounts,
      previewPerSecond: rate(preview.seconds),
      launchPerSecond: rate(launch.seconds),
      copyPerSecond: rate(copySeconds),
      launchToCopy: Math.round((copySeconds / launch.seconds) * 1_000) / 1_000,
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1_024),
      heapAfterMb: Math.round(launch.heapMb),
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A run of this size takes two approvers. */
type Actors = { readonly maker: Actor; readonly approvers: readonly Actor[] };

async function seed(url: string, accounts: number): Promise<Actors> {
  const { world, stop } = await openWorld(url);
  const member = (name: string, role: "preparer" | "approver") =>
    world.books.write((tx) =>
      tx.upsertMember({
        name,
        email: `${name}@example.com`,
        roles: [role],
        active: true,
        slackIds: [],
      }),
    );
  const maker = actor(await member("Maker", "preparer"));
  const approvers = [
    actor(await member("Approver", "approver")),
    actor(await member("Second", "approver")),
  ];
  for (let from = 0; from < accounts; from += importBlock) {
    const data = typicalCompany(from, Math.min(accounts, from + importBlock));
    must(await importBillingData(world, maker, { source: "bench", data }));
  }
  await stop();
  return { maker, approvers };
}

function actor(member: Actor["member"]): Actor {
  return { member, via: "cli", where: "bench", correlationId: "bench" };
}

async function prepare(world: World, { maker }: Actors): Promise<void> {
  const made = {
    name: "Bench",
    targetOn: localDate("2026-11-30"),
    invoiceOn: localDate("2026-11-01"),
    select: {},
    channel: null,
    requestKey: null,
    preview: true,
  };
  must(await createBillRun(world, maker, made));
}

async function approve(url: string, { maker, approvers }: Actors): Promise<void> {
  const { world, stop } = await openWorld(url);
  must(await requestApproval(world, maker, { number: 1, digest: null }));
  const vote = { number: 1, digest: null, decision: "approve", comment: null } as const;
  for (const approver of approvers) must(await voteOnBillRun(world, approver, vote));
  await stop();
}

async function start(world: World, { maker }: Actors): Promise<void> {
  must(await launchBillRun(world, maker, { number: 1, digest: null }));
}

/** Seconds from the act until run 1 stands in `state`, worked by two jobs at once. */
async function timed(
  url: string,
  state: string,
  act: (world: World) => Promise<void>,
): Promise<{ seconds: number; heapMb: number }> {
  const { world, stop } = await openWorld(url);
  const work = await startWork(world, url, openLog("warn").jobLog);
  const startedAt = process.hrtime.bigint();
  await act(world);
  for (;;) {
    const run = await world.books.findRun(1);
    if (run?.state === state) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  const heapMb = process.memoryUsage().heapUsed / 1_048_576;
  await work.stop();
  await stop();
  return { seconds, heapMb };
}

function copyUrl(url: string): string {
  const other = new URL(url);
  other.pathname = "/copy";
  return other.href;
}

/** A second database that stands where the first stood right before the launch. */
async function snapshot(url: string): Promise<void> {
  const postgres = new URL(url);
  const name = postgres.pathname.slice(1);
  postgres.pathname = "/postgres";
  const client = new pg.Client({ connectionString: postgres.href });
  await client.connect();
  await client.query(`CREATE DATABASE copy TEMPLATE "${name}"`);
  await client.end();
}

function must<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.message} ${answer.remedy ?? ""}`);
  return answer;
}
