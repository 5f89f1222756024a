import { afterAll, beforeAll, expect, it } from "vitest";
import type { Member } from "../../src/billing/approvals/member.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { Account } from "../../src/billing/customers/account.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../../src/operations/bill-runs/launch-bill-run.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import type { ChunkRef, ImportData } from "../../src/operations/books.ts";
import { isRefusal } from "../../src/operations/refusal.ts";
import type { Actor, World } from "../../src/operations/world.ts";
import { type OpenBooks, openBooks } from "../../src/store/open-books.ts";
import { type FreshDatabase, freshDatabase, onServer } from "../support/postgres.ts";

let database: FreshDatabase;
let books: OpenBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await openBooks(database.url);
});

afterAll(async () => {
  await books?.close();
  await database?.drop();
});

function account(key: string, more: Partial<Account> = {}): Account {
  return {
    key,
    name: `Company ${key}`,
    currency: "USD",
    timeZone: "UTC",
    billCycleDay: 1,
    tags: [],
    taxExempt: false,
    paymentTermsDays: 30,
    autoPay: false,
    ...more,
  };
}

const data: ImportData = {
  catalog: {
    settings: {
      currency: "USD",
      timeZone: "UTC",
      proration: "actual",
      cancelDayBilled: false,
      taxRounding: "document",
      negativeCharges: "net",
      zeroInvoices: "skip",
    },
    plans: new Map([
      [
        "team",
        {
          key: "team",
          charges: [
            {
              key: "seats",
              type: "recurring",
              period: "month",
              timing: "advance",
              price: { model: "per-unit", unitPrice: "10.00" },
            },
          ],
        },
      ],
    ]),
    taxRates: new Map([["vat", { key: "vat", percent: "20", country: "DE" }]]),
    coupons: new Map(),
  },
  accounts: [
    account("child", { parent: "acme" }),
    account("acme", { address: { country: "DE" } }),
    account("idle"),
  ],
  subscriptions: ["acme", "child"].map((key) => ({
    key: `sub-${key}`,
    account: key,
    plan: "team",
    startOn: localDate("2026-01-01"),
    quantity: "3",
    coupons: [],
    changes: [],
  })),
  usage: [],
  quotes: [],
};

it("a month goes from import over preview and approval to posted documents", async () => {
  const world: World = {
    books,
    clock: { now: () => new Date("2026-01-01T12:00:00Z") },
    notifier: undefined as never,
  };
  const [dana, lee] = await books.write(async (tx) => [
    await tx.upsertMember({
      name: "Dana",
      email: null,
      roles: ["preparer"],
      active: true,
      slackIds: ["U1"],
    }),
    await tx.upsertMember({
      name: "Lee",
      email: null,
      roles: ["approver"],
      active: true,
      slackIds: ["U2"],
    }),
  ]);
  await books.write((tx) => tx.importData(data));
  const target = localDate("2026-01-01");
  const run = await createBillRun(world, actor(dana!), {
    name: "January",
    targetOn: target,
    invoiceOn: target,
    select: {},
    channel: "C1",
    requestKey: "one",
    preview: true,
  });
  if (isRefusal(run)) throw new Error(run.message);
  await workAll(world);
  const digest = (await books.viewRun(run.id)).run.digest;
  const { number } = run;
  expect(await requestApproval(world, actor(dana!), { number, digest })).not.toHaveProperty(
    "refusal",
  );
  expect(
    await voteOnBillRun(world, actor(lee!), { number, digest, decision: "approve", comment: null }),
  ).not.toHaveProperty("refusal");
  expect(await launchBillRun(world, actor(dana!), { number, digest })).not.toHaveProperty(
    "refusal",
  );
  await workAll(world);
  const view = await books.viewRun(run.id);
  expect(view).toMatchObject({
    run: { state: "completed" },
    counts: { eligible: 3, billed: 2, "nothing-due": 1 },
    totals: [{ currency: "USD", invoices: 1, invoicedMinor: 7200n }],
    numbers: { invoices: { first: "INV-2026-000001", last: "INV-2026-000001" } },
  });
  expect((await books.findDocument("INV-2026-000001"))?.lines.map((line) => line.account)).toEqual([
    "acme",
    "child",
  ]);
});

function actor(member: Member): Actor {
  return { member, via: "cli", where: "here", correlationId: "1" };
}

/** Does what a queue worker would. */
async function workAll(world: World): Promise<void> {
  await onServer(database.url, async (client) => {
    const { rows } = await client.query<{ task: string; id: string }>(
      "SELECT task_identifier AS task, substr(key, 15) AS id FROM graphile_worker.jobs WHERE task_identifier LIKE '%-chunk'",
    );
    for (const { task } of rows) expect(task).toMatch(/^(preview|launch)-chunk$/);
    const chunks = await client.query<ChunkRef>(
      `SELECT r.id AS "runId", c.id AS "chunkId",
              CASE r.state WHEN 'running' THEN 'launch' ELSE 'preview' END AS phase
         FROM bill_run_chunk c JOIN bill_run r ON r.id = c.run_id ORDER BY c.position`,
    );
    for (const chunk of chunks.rows) await workChunk(world, chunk, "w1");
  });
}
