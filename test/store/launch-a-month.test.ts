import { afterAll, beforeAll, expect, it } from "vitest";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import {
  openSmallBooks,
  postNovember,
  previewMonth,
  previewNovember,
  type SmallBooks,
} from "./small-books.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(
    smallCompany([
      { key: "acme", seats: "3" },
      { key: "branch", parent: "acme" },
      { key: "later", startOn: "2027-01-01" },
      { key: "zeta", segment: "enterprise" },
    ]),
  );
});

afterAll(() => small?.close());

it("a month goes from import over preview and approval to numbered documents", async () => {
  const run = await postNovember(small);
  const view = await small.books.viewRun(run.id);
  expect(view).toMatchObject({
    run: { number: 1, state: "completed", launchedBy: small.maker.member.id },
    counts: { eligible: 4, done: 4, billed: 3, "nothing-due": 1, parked: 0, held: 0, excluded: 0 },
    totals: [
      { currency: "USD", invoices: 2, creditMemos: 0, invoicedMinor: 50000n, creditedMinor: 0n },
    ],
    findings: { "first-bill": 2 },
    approval: { state: "approved", tally: { outcome: "approved" }, votes: [{ memberName: "Lee" }] },
    maker: { name: "Dana", slackId: "U0DANA" },
    mayApprove: [{ name: "Lee" }],
    people: [{ name: "Dana" }, { name: "Lee" }],
    numbers: {
      invoices: { first: "INV-2026-000001", last: "INV-2026-000002" },
      creditMemos: null,
    },
    compared: null,
    retriedBy: null,
  });
  await expectSoundBooks(small.books);
});

it("a child's lines stand on its parent's document", async () => {
  const [document] = await small.books.documentsOfAccount("acme", 10);
  expect(document).toMatchObject({
    number: "INV-2026-000001",
    account: "acme",
    totalMinor: 40000n,
    runNumber: 1,
  });
  expect(document?.lines.map((line) => [line.account, line.amountMinor])).toEqual([
    ["acme", 30000n],
    ["branch", 10000n],
  ]);
});

it("a second run for one target date bills nothing and is compared with no run", async () => {
  const run = await previewNovember(small);
  const view = await small.books.viewRun(run.id);
  expect(view).toMatchObject({
    run: { number: 2, state: "previewed" },
    counts: { eligible: 4, billed: 0, "nothing-due": 4 },
    totals: [],
    compared: null,
  });
  await expectSoundBooks(small.books);
});

it("a run is compared with the last one of an earlier month that posted something", async () => {
  // As if BR-2 had been launched and everybody held.
  await small.sql(`BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE bill_run SET state = 'completed-with-exceptions', launched_at = now(),
      launched_by = created_by WHERE number = 2; COMMIT`);
  const december = { targetOn: "2026-12-31", invoiceOn: "2026-12-01" };
  const run = await previewMonth(small, december);
  expect(await small.books.viewRun(run.id)).toMatchObject({
    run: { number: 3 },
    compared: { number: 1, totals: [{ invoicedMinor: 50000n }] },
  });
  const enterprise = await previewMonth(small, december, { segments: ["enterprise"] });
  expect(await small.books.viewRun(enterprise.id)).toMatchObject({ compared: null });
});

it("a run lists its results by account and outcome, a page at a time", async () => {
  const run = await small.books.findRun(1);
  const billed = await small.books.listResults(run!.id, { only: ["billed"], limit: 2 });
  expect(billed.map((row) => [row.account, row.payer, row.result])).toEqual([
    ["acme", "acme", "billed"],
    ["branch", "acme", "billed"],
  ]);
  const rest = await small.books.listResults(run!.id, { after: "branch", limit: 9 });
  expect(rest.map((row) => [row.account, row.result])).toEqual([
    ["later", "nothing-due"],
    ["zeta", "billed"],
  ]);
  expect(await small.books.findResult(run!.id, "later")).toMatchObject({
    name: "LATER",
    result: "nothing-due",
    reasonCode: expect.any(String),
  });
  expect(await small.books.findResult(run!.id, "nobody")).toBeNull();
  expect((await small.books.listRuns(5)).map(({ run: { number } }) => number)).toEqual([
    4, 3, 2, 1,
  ]);
});
