import { afterEach, beforeEach, expect, it } from "vitest";
import { documentAmounts } from "../../src/billing/approvals/shown-amounts.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { CurrencyTotals } from "../../src/billing/invoicing/totals.ts";
import { openLog } from "../../src/open-log.ts";
import { openWorld } from "../../src/open-world.ts";
import { voteOnApproval } from "../../src/operations/approvals/vote-on-approval.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../../src/operations/bill-runs/launch-bill-run.ts";
import { recoverChunks } from "../../src/operations/bill-runs/recover-chunks.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { reverseBillRun } from "../../src/operations/bill-runs/reverse-bill-run.ts";
import { reverseChunk } from "../../src/operations/bill-runs/reverse-chunk.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import type { ImportData } from "../../src/operations/book-records.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import { freezeBilling } from "../../src/operations/freeze/freeze-billing.ts";
import { unfreezeBilling } from "../../src/operations/freeze/unfreeze-billing.ts";
import { creditInvoice } from "../../src/operations/invoices/credit-invoice.ts";
import type { Actor, World } from "../../src/operations/world.ts";
import { sampleCompany } from "../../src/sandbox/sample-company.ts";
import { startWork } from "../../src/start-work.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { type FreshDatabase, freshDatabase, onServer } from "../support/postgres.ts";
import { runReaches } from "../support/wait-until.ts";
import { smallCompany } from "./small-company.ts";

let database: FreshDatabase;
let world: World;
let dana: Actor;
let lee: Actor;
let stopAll: () => Promise<void>;
let stopWork: () => Promise<void>;

async function work(): Promise<void> {
  const worker = await startWork(world, database.url, openLog("silent").jobLog);
  stopWork = async () => {
    stopWork = async () => {};
    await worker.stop();
  };
}

beforeEach(async () => {
  database = await freshDatabase();
  const opened = await openWorld(database.url);
  world = opened.world;
  dana = actorNamed(await addMember(world, "Dana", "preparer", "approver"));
  lee = actorNamed(await addMember(world, "Lee", "approver"));
  await work();
  stopAll = async () => {
    await stopWork();
    await opened.stop();
    await database.drop();
  };
});

afterEach(() => stopAll());

async function sql<T>(text: string): Promise<T[]> {
  return onServer(database.url, async (client) => (await client.query(text)).rows as T[]);
}

const november = { targetOn: "2026-11-30", invoiceOn: "2026-11-01" };
const december = { targetOn: "2026-12-31", invoiceOn: "2026-12-01" };

async function take(data: ImportData): Promise<void> {
  const taken = await importBillingData(world, dana, { source: "test", data });
  expect(taken).not.toHaveProperty("refusal");
}

/** A run from its making to its end. */
async function bill(number: number, terms: typeof november): Promise<void> {
  const asked = { ...terms, select: {}, name: null, channel: null, requestKey: null };
  await createBillRun(world, dana, { ...asked, preview: true });
  await finish(number);
}

/** A run that is made, from its preview to its end. */
async function finish(number: number): Promise<void> {
  await runReaches(world, number, "previewed");
  expect(await requestApproval(world, dana, { number, digest: null })).toHaveProperty("id");
  const vote = { number, digest: null, decision: "approve", comment: null } as const;
  expect(await voteOnBillRun(world, lee, vote)).not.toHaveProperty("refusal");
  await launchBillRun(world, dana, { number, digest: null });
  await runReaches(world, number, "completed");
}

const plainly = { reason: "wrong price", datedOn: null, channel: null };

async function reverse(number: number): Promise<void> {
  expect(await reverseBillRun(world, dana, { number, ...plainly })).not.toHaveProperty("refusal");
  expect(await approve(lee, "reversal", `BR-${number}`)).not.toHaveProperty("refusal");
  await runReaches(world, number, "reversed");
}

function approve(by: Actor, kind: "reversal" | "credit", subject: string) {
  const vote = { digest: null, decision: "approve", comment: null, typedTotal: null } as const;
  return voteOnApproval(world, by, { kind, subject, ...vote });
}

function netOf({ invoicedMinor, creditedMinor }: CurrencyTotals): bigint {
  return invoicedMinor - creditedMinor;
}

async function viewOf(number: number) {
  const run = await world.books.findRun(number);
  if (!run) throw new Error(`no BR-${number}`);
  return world.books.viewRun(run.id);
}

it("a reversed month leaves nothing, and the next run bills it again to the cent", async () => {
  const parsed = parseBillingFile(sampleCompany("2026-11-22"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  await take(parsed.data);
  await bill(1, november);
  await reverse(1);

  const first = await viewOf(1);
  expect(first.run.state).toBe("reversed");
  expect(first.reversal?.held).toEqual([]);
  const approved = await world.books.latestApprovalOf("reversal", "BR-1");
  const posted = first.reversal?.posted?.totals ?? [];
  expect(approved?.content.amounts).toEqual(documentAmounts(posted));
  const takenBack = first.totals.map((row) => [row.currency, -netOf(row)]);
  expect(takenBack).toHaveLength(5);
  expect(posted.map((row) => [row.currency, netOf(row)])).toEqual(takenBack);
  const owed = "SELECT sum(amount_minor)::text FROM posting WHERE ledger_account = 'receivable'";
  expect(await sql(owed)).toEqual([{ sum: "0" }]);
  await bill(2, november);
  expect((await viewOf(2)).totals).toEqual(first.totals);
  await expectSoundBooks(world.books);
});

it("the one who asked for a reversal does not approve it", async () => {
  await take(smallCompany([{ key: "acme" }]));
  await bill(1, november);
  await reverseBillRun(world, dana, { number: 1, ...plainly });
  expect(await approve(dana, "reversal", "BR-1")).toHaveProperty("refusal", "self_approval");
  expect((await viewOf(1)).run.state).toBe("completed");
});

it("a run that a later one corrected is not reversed before that one is", async () => {
  await take(smallCompany([{ key: "acme", seats: "5" }]));
  await bill(1, november);
  await take(smallCompany([{ key: "acme", seats: "7" }]));
  await bill(2, december);
  expect(await reverseBillRun(world, dana, { number: 1, ...plainly })).toMatchObject({
    refusal: "bill_run_built_on",
    message: "BR-2 corrected or added to what BR-1 billed.",
    remedy: "Reverse BR-2 first.",
  });
  await reverse(2);
  await reverse(1);
  await expectSoundBooks(world.books);
});

it("a request is void once something of the run was credited", async () => {
  await take(smallCompany([{ key: "acme" }, { key: "beta" }]));
  await bill(1, november);
  await reverseBillRun(world, dana, { number: 1, ...plainly });
  const credit = { number: "INV-2026-000001", amount: null, ...plainly };
  expect(await creditInvoice(world, dana, credit)).not.toHaveProperty("refusal");
  expect(await approve(lee, "credit", "INV-2026-000001")).not.toHaveProperty("refusal");
  expect(await approve(lee, "reversal", "BR-1")).toHaveProperty("refusal", "approval_void");
  await reverse(1);
  expect((await viewOf(1)).reversal?.posted?.totals).toMatchObject([{ creditMemos: 1 }]);
  await expectSoundBooks(world.books);
});

it("a credited invoice's periods are billed again, goodwill's are not", async () => {
  await take(smallCompany([{ key: "acme" }, { key: "beta" }]));
  await bill(1, november);
  await creditInvoice(world, dana, { number: "INV-2026-000001", amount: null, ...plainly });
  await approve(lee, "credit", "INV-2026-000001");
  const some = { number: "INV-2026-000002", amount: "30.00", ...plainly };
  await creditInvoice(world, dana, some);
  await approve(lee, "credit", "INV-2026-000002");
  const ids = await sql<{ id: string }>("SELECT id FROM document ORDER BY number");
  const open = await world.books.openBalances(ids.map(({ id }) => id));
  expect([...open.values()]).toEqual(expect.arrayContaining([0n, 0n, 0n, 7_000n]));
  await bill(2, november);
  expect((await viewOf(2)).totals).toMatchObject([{ invoices: 1, invoicedMinor: 10_000n }]);
  await expectSoundBooks(world.books);
});

it("more than what is open is not credited", async () => {
  await take(smallCompany([{ key: "acme" }]));
  await bill(1, november);
  const some = { number: "INV-2026-000001", amount: "100.01", ...plainly };
  expect(await creditInvoice(world, dana, some)).toHaveProperty("refusal", "credit_above_open");
});

it("nothing is dated years away by a slip", async () => {
  await take(smallCompany([{ key: "acme" }]));
  await bill(1, november);
  const far = { ...plainly, datedOn: localDate("2062-11-30") };
  const reversed = await reverseBillRun(world, dana, { number: 1, ...far });
  expect(reversed).toHaveProperty("remedy", "Check the year.");
  const asked = { number: "INV-2026-000001", amount: null, ...far };
  expect(await creditInvoice(world, dana, asked)).toHaveProperty("refusal", "days_far_apart");
});

it("two goodwills on one day are two credits", async () => {
  await take(smallCompany([{ key: "acme" }]));
  await bill(1, november);
  const number = "INV-2026-000001";
  for (const amount of ["30.00", "20.00"]) {
    expect(await creditInvoice(world, dana, { number, amount, ...plainly })).toHaveProperty("id");
    expect(await approve(lee, "credit", number)).not.toHaveProperty("refusal");
  }
  expect((await world.books.creditableDocument(number))?.openMinor).toBe(5_000n);
  await expectSoundBooks(world.books);
});

it.each(["12,50", "1,0.00", "1e1", "NaN", "0.001", "-"])("%s is no amount", async (amount) => {
  await take(smallCompany([{ key: "acme" }]));
  await bill(1, november);
  const asked = { number: "INV-2026-000001", amount, ...plainly };
  expect(await creditInvoice(world, dana, asked)).toHaveProperty("refusal", "amount_invalid");
});

it("a hundred approvals at once take it back once", async () => {
  await take(smallCompany([{ key: "acme" }]));
  await bill(1, november);
  await reverseBillRun(world, dana, { number: 1, ...plainly });
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => approve(lee, "reversal", "BR-1")),
  );
  expect(answers.filter((answer) => !("refusal" in answer))).toHaveLength(1);
  await runReaches(world, 1, "reversed");
  const [memos] = await sql<{ many: number }>(
    "SELECT count(*)::int AS many FROM document WHERE type = 'credit-memo'",
  );
  expect(memos?.many).toBe(1);
  await expectSoundBooks(world.books);
});

it("what a freeze stopped goes on when it is lifted", async () => {
  await take(smallCompany([{ key: "acme" }]));
  await bill(1, november);
  await reverseBillRun(world, dana, { number: 1, ...plainly });
  const kim = actorNamed(await addMember(world, "Kim", "controller"));
  const draft = await world.books.latestDraft("reversal", "BR-1");
  await freezeBilling(world, kim, { reason: null });
  expect(await approve(lee, "reversal", "BR-1")).toHaveProperty("refusal", "frozen");
  await unfreezeBilling(world, kim);
  await unfreezeBilling(world, lee);
  await stopWork();
  expect(await approve(lee, "reversal", "BR-1")).not.toHaveProperty("refusal");
  await freezeBilling(world, kim, { reason: null });
  const [chunk] = await sql<{ id: string }>("SELECT chunk_id AS id FROM draft_chunk");
  const ref = { draftId: draft?.id ?? "", chunkId: chunk?.id ?? "" };
  expect(await reverseChunk(world, ref)).toBe(false);
  expect((await viewOf(1)).run.state).toBe("completed");
  await sql("DELETE FROM graphile_worker._private_jobs");
  expect(await recoverChunks(world)).toBe(0);
  await unfreezeBilling(world, kim);
  await unfreezeBilling(world, lee);
  expect(await recoverChunks(world)).toBe(1);
  expect(await reverseChunk(world, ref)).toBe(true);
  expect((await viewOf(1)).run.state).toBe("reversed");
});

it("a catch-up run is taken back without a document, and its periods are billed", async () => {
  await take(smallCompany([{ key: "acme", startOn: "2026-09-01" }]));
  const asked = { targetOn: "2026-10-31", invoiceOn: "2026-10-31", select: {}, name: null };
  const more = { channel: null, requestKey: null, preview: true, kind: "catch-up" } as const;
  await createBillRun(world, dana, { ...asked, ...more });
  await finish(1);
  await reverse(1);
  expect((await viewOf(1)).reversal?.posted).toBeNull();
  await bill(2, november);
  expect((await viewOf(2)).totals).toMatchObject([{ invoicedMinor: 30_000n }]);
  await expectSoundBooks(world.books);
});

it("a run's credit memos are taken back by invoices that they settle", async () => {
  const separate = (seats: string) => {
    const data = smallCompany([{ key: "acme", seats }]);
    const settings = { ...data.catalog.settings, negativeCharges: "separate" as const };
    return { ...data, catalog: { ...data.catalog, settings } };
  };
  await take(separate("5"));
  await bill(1, november);
  await take(separate("3"));
  await bill(2, november);
  const numbers = (await viewOf(2)).numbers;
  expect(numbers).toMatchObject({ creditMemos: { first: "CM-2026-000001" } });
  await reverse(2);
  const rows = await sql<{ id: string; type: string }>("SELECT id, type FROM document");
  const open = await world.books.openBalances(rows.map(({ id }) => id));
  expect([...open.values()].filter((minor) => minor !== 0n)).toEqual([50_000n]);
  await bill(3, november);
  expect((await viewOf(3)).totals).toEqual((await viewOf(2)).totals);
  await expectSoundBooks(world.books);
});
