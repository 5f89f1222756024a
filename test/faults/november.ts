import { expect } from "vitest";
import type { BillRun } from "../../src/billing/bill-run/bill-run.ts";
import { openWorld } from "../../src/open-world.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../../src/operations/bill-runs/launch-bill-run.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import type { Notifier } from "../../src/operations/ports.ts";
import type { Actor, World } from "../../src/operations/world.ts";
import { type MovableClock, movableClock } from "../../src/sandbox/movable-clock.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { freshDatabase, onServer } from "../support/postgres.ts";
import { runReaches } from "../support/wait-until.ts";

/** A company that bills its November, at 100.00 an account, and those who do it. */
export type November = {
  readonly url: string;
  readonly world: World;
  readonly clock: MovableClock;
  readonly maker: Actor;
  readonly approver: Actor;
  /** Runs SQL past the program. */
  sql<T>(text: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
};

/** What a test may want otherwise. */
export type NovemberOptions = {
  readonly accounts: number;
  readonly notifier?: Notifier;
  /** A migrated database; one of the test's own unless given. */
  readonly url?: string;
};

/** Opens the company's books; nobody works on them yet. */
export async function openNovember(options: NovemberOptions): Promise<November> {
  const own = options.url === undefined ? await freshDatabase() : null;
  const url = options.url ?? own?.url ?? "";
  const clock = movableClock();
  const { world, stop } = await openWorld(url, clock, () =>
    options.notifier ? { notifier: options.notifier } : {},
  );
  const maker = actorNamed(await addMember(world, "Dana", "preparer"));
  const approver = actorNamed(await addMember(world, "Lee", "approver"));
  const keys = Array.from({ length: options.accounts }, (_, n) => ({
    key: `a${String(n).padStart(5, "0")}`,
  }));
  await importBillingData(world, maker, { source: "test", data: smallCompany(keys) });
  return {
    url,
    world,
    clock,
    maker,
    approver,
    sql: (text, params = []) =>
      onServer(url, async (client) => (await client.query(text, params)).rows),
    async close() {
      await stop();
      await own?.drop();
    },
  };
}

const terms = { targetOn: "2026-11-30", invoiceOn: "2026-11-01", select: {} };

/** Makes a run and waits for its preview; somebody else must be at work. */
export async function preview(
  { world, maker }: November,
  channel: string | null = null,
): Promise<BillRun> {
  const asked = { ...terms, name: null, channel, requestKey: null, preview: true };
  const made = await createBillRun(world, maker, asked);
  if (!("number" in made)) throw new Error(made.message);
  return runReaches(world, made.number, "previewed");
}

/** Has the run approved, and launches it. */
export async function launch(november: November, { number }: BillRun): Promise<void> {
  const { world, maker } = november;
  await approve(november, number);
  expect(await launchBillRun(world, maker, { number, digest: null })).toHaveProperty("id");
}

/** Asks for approval and gives it. */
export async function approve(november: November, number: number): Promise<void> {
  const { world, maker, approver } = november;
  expect(await requestApproval(world, maker, { number, digest: null })).toHaveProperty("id");
  const vote = { number, digest: null, decision: "approve", comment: null } as const;
  expect(await voteOnBillRun(world, approver, vote)).toHaveProperty("run");
}

/** How many accounts of a run have a result of the phase that goes on. */
export async function countDone({ world }: November, run: BillRun): Promise<number> {
  return (await world.books.viewRun(run.id)).counts.done;
}

/** That every account was billed exactly once, and the books are sound. */
export async function expectAllBilled(november: November, accounts: number): Promise<void> {
  const { world, sql } = november;
  const rows = await sql<{ account: string; many: number }>(
    "SELECT account, count(*)::int AS many FROM document GROUP BY account",
  );
  expect(rows.filter((row) => row.many !== 1)).toEqual([]);
  expect(rows).toHaveLength(accounts);
  expect(await world.books.checkInvariants()).toEqual([]);
}
