import { afterEach, beforeEach, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { openWorld } from "../../src/open-world.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { explainAccount } from "../../src/operations/bill-runs/explain-account.ts";
import { launchBillRun } from "../../src/operations/bill-runs/launch-bill-run.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { retryBillRun } from "../../src/operations/bill-runs/retry-bill-run.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import type { Actor, World } from "../../src/operations/world.ts";
import { startWork } from "../../src/start-work.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { type FreshDatabase, freshDatabase } from "../support/postgres.ts";
import { runReaches } from "../support/wait-until.ts";
import { smallCompany } from "./small-company.ts";

let database: FreshDatabase;
let world: World;
let dana: Actor;
let lee: Actor;
let stopAll: () => Promise<void>;

beforeEach(async () => {
  database = await freshDatabase();
  const opened = await openWorld(database.url);
  world = opened.world;
  dana = actorNamed(await addMember(world, "Dana", "preparer"));
  lee = actorNamed(await addMember(world, "Lee", "approver"));
  const work = await startWork(world, database.url, openLog("silent").jobLog);
  stopAll = async () => {
    await work.stop();
    await opened.stop();
    await database.drop();
  };
});

afterEach(() => stopAll());

const terms = { targetOn: "2026-11-30", invoiceOn: "2026-11-01", select: {} };
const acmeOnly = {
  ...terms,
  select: { accounts: ["acme", "child"] },
  name: null,
  channel: null,
  requestKey: null,
  preview: true,
};
const request = { ...terms, name: null, channel: null, requestKey: null, preview: true };

async function take(...accounts: Parameters<typeof smallCompany>[0]): Promise<void> {
  const data = smallCompany(accounts);
  expect(await importBillingData(world, dana, { source: "test", data })).not.toHaveProperty(
    "refusal",
  );
}

async function approve(number: number): Promise<void> {
  expect(await requestApproval(world, dana, { number, digest: null })).toHaveProperty("id");
  const vote = { number, digest: null, decision: "approve", comment: null } as const;
  expect(await voteOnBillRun(world, lee, vote)).toHaveProperty("run");
}

async function viewOf(number: number) {
  const run = await world.books.findRun(number);
  if (!run) throw new Error(`no BR-${number}`);
  return world.books.viewRun(run.id);
}

it("an account that changed after approval is held, and billed by a run of its own", async () => {
  await take({ key: "acme", seats: "5" }, { key: "beta" });
  await createBillRun(world, dana, request);
  await runReaches(world, 1, "previewed");
  await approve(1);
  await take({ key: "acme", seats: "7" }, { key: "beta" });
  await launchBillRun(world, dana, { number: 1, digest: null });
  await runReaches(world, 1, "completed-with-exceptions");

  const first = await viewOf(1);
  expect(first.counts).toMatchObject({ eligible: 2, billed: 1, held: 1 });
  expect(first.totals).toMatchObject([{ invoices: 1, invoicedMinor: 10_000n }]);
  expect(first.exceptions).toMatchObject([
    {
      account: "acme",
      result: "held",
      reason: "changed after approval: 500.00 USD then, 700.00 USD now, +200.00",
    },
  ]);

  expect(
    await retryBillRun(world, dana, { number: 1, channel: null, requestKey: null }),
  ).toMatchObject({ number: 2, retryOf: 1 });
  await runReaches(world, 2, "previewed");
  await approve(2);
  await launchBillRun(world, dana, { number: 2, digest: null });
  await runReaches(world, 2, "completed");
  const second = await viewOf(2);
  expect(second.counts).toMatchObject({ eligible: 2, billed: 1, excluded: 1, held: 0 });
  expect(second.totals).toMatchObject([{ invoicedMinor: 70_000n }]);
  expect(second.numbers.invoices).toEqual({ first: "INV-2026-000002", last: "INV-2026-000002" });
  expect(await world.books.checkInvariants()).toEqual([]);
});

it("a run that bills nothing cannot be put up for approval", async () => {
  await take({ key: "acme", segment: "a", startOn: "2026-12-05" }, { key: "beta", segment: "b" });
  await createBillRun(world, dana, { ...request, select: { segments: ["a"] } });
  await runReaches(world, 1, "previewed");
  expect((await viewOf(1)).counts).toMatchObject({ billed: 0, "nothing-due": 1, excluded: 1 });
  expect(await requestApproval(world, dana, { number: 1, digest: null })).toMatchObject({
    refusal: "nothing_to_bill",
  });
});

it("the maker cannot approve, and a decided run cannot be decided again", async () => {
  await take({ key: "acme" });
  const maria = actorNamed(await addMember(world, "Maria", "controller"));
  await createBillRun(world, maria, request);
  await runReaches(world, 1, "previewed");
  await requestApproval(world, maria, { number: 1, digest: null });
  const vote = { number: 1, digest: null, decision: "approve", comment: null } as const;
  expect(await voteOnBillRun(world, maria, vote)).toMatchObject({
    refusal: "self_approval",
    remedy: "Lee can.",
  });
  expect(await launchBillRun(world, maria, { number: 1, digest: null })).toMatchObject({
    refusal: "bill_run_not_approved",
  });
  expect(await voteOnBillRun(world, lee, vote)).toMatchObject({ tally: { outcome: "approved" } });
  expect(await voteOnBillRun(world, lee, vote)).toMatchObject({ refusal: "already_decided" });
});

it("a hundred approvals at once make one decision", async () => {
  await take({ key: "acme" });
  await createBillRun(world, dana, request);
  await runReaches(world, 1, "previewed");
  await requestApproval(world, dana, { number: 1, digest: null });
  const vote = { number: 1, digest: null, decision: "approve", comment: null } as const;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => voteOnBillRun(world, lee, vote)),
  );
  expect(answers.filter((answer) => "tally" in answer)).toHaveLength(1);
  expect((await viewOf(1)).approval?.votes).toHaveLength(1);
});

it("children are billed on their parent's invoice, and a second run bills nothing", async () => {
  await take({ key: "parent" }, { key: "child", parent: "parent", seats: "2" });
  await createBillRun(world, dana, request);
  await runReaches(world, 1, "previewed");
  await approve(1);
  await launchBillRun(world, dana, { number: 1, digest: null });
  await runReaches(world, 1, "completed");
  const [invoice] = await world.books.documentsOfAccount("parent", 10);
  expect(invoice).toMatchObject({ number: "INV-2026-000001", totalMinor: 30_000n });
  expect(invoice?.lines.map((line) => line.account).toSorted()).toEqual(["child", "parent"]);

  await createBillRun(world, dana, request);
  await runReaches(world, 2, "previewed");
  expect((await viewOf(2)).counts).toMatchObject({ billed: 0, "nothing-due": 2 });
  expect(await explainAccount(world, dana, { account: "child", runNumber: 1 })).toMatchObject({
    charges: [{ lines: [{ amountMinor: 20_000n }], reason: null }],
  });
});

it("an account that another run billed after the approval is held with that reason", async () => {
  await take({ key: "acme" }, { key: "child", parent: "acme" }, { key: "beta" });
  for (const number of [1, 2]) {
    await createBillRun(world, dana, number === 1 ? { ...request, name: "All" } : acmeOnly);
    await runReaches(world, number, "previewed");
    await approve(number);
  }
  await launchBillRun(world, dana, { number: 2, digest: null });
  await runReaches(world, 2, "completed");
  await launchBillRun(world, dana, { number: 1, digest: null });
  await runReaches(world, 1, "completed-with-exceptions");
  const view = await viewOf(1);
  expect(view.counts).toMatchObject({ billed: 1, held: 2 });
  expect(view.exceptions).toMatchObject([
    { account: "acme", reason: expect.stringMatching(/^billed by another run after the approval/) },
    { account: "child", reason: "billed by another run, like ACME, which pays for it" },
  ]);
  expect(await world.books.checkInvariants()).toEqual([]);
});

it("without a run, the latest that bills an account is explained", async () => {
  await take({ key: "acme" });
  await createBillRun(world, dana, request);
  await runReaches(world, 1, "previewed");
  await createBillRun(world, dana, { ...request, targetOn: "2026-10-31" });
  await runReaches(world, 2, "previewed");
  expect(await explainAccount(world, dana, { account: "acme", runNumber: null })).toMatchObject({
    runNumber: 1,
    charges: [{ lines: [{ amountMinor: 10_000n }] }],
  });
});
