import { afterAll, beforeAll, expect, it } from "vitest";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../../src/operations/bill-runs/launch-bill-run.ts";
import { pauseBillRun } from "../../src/operations/bill-runs/pause-bill-run.ts";
import { resumeBillRun } from "../../src/operations/bill-runs/resume-bill-run.ts";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import { isRefusal, type Refusal } from "../../src/operations/refusal.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { chunksOf, launch, openSmallBooks, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme", seats: "5" }, { key: "beta" }]));
});
afterAll(() => small?.close());

function good<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

const days = { targetOn: "2026-11-30", invoiceOn: "2026-11-01" };

async function preview(options: object, kind: "ad-hoc" | "catch-up" = "ad-hoc") {
  const input = { name: null, ...days, select: {}, options, kind, channel: null, preview: true };
  const run = good(await createBillRun(small.world, small.maker, { ...input, requestKey: null }));
  for (const chunk of await chunksOf(small, run, "preview")) {
    await workChunk(small.world, chunk, "w");
  }
  return (await small.books.findRun(run.number)) ?? run;
}

it("the options that were approved are those that are billed, chunk by chunk", async () => {
  const run = await preview({ minimumInvoice: { USD: "200.00" } });
  expect(run.terms.options).toEqual({ minimumInvoice: { USD: "200.00" } });
  const running = await launch(small, run);
  for (const chunk of await chunksOf(small, running, "launch")) {
    await workChunk(small.world, chunk, "w");
  }
  const view = await small.books.viewRun(run.id);
  expect(view.counts).toMatchObject({ billed: 1, "nothing-due": 1 });
  expect(view.totals).toMatchObject([{ currency: "USD", invoices: 1, invoicedMinor: 50_000n }]);
  expect(await small.books.findResult(run.id, "beta")).toMatchObject({
    reasonCode: "below_minimum",
    reason: "100.00 USD is below the minimum of 200.00 USD and waits for the next bill",
  });
  await expectSoundBooks(small.books);
});

it("pausing keeps its reason until the run goes on, and the pace begins anew", async () => {
  const run = await launch(small, await preview({ minimumInvoice: {} }));
  const { number } = run;
  const { world, maker } = small;
  const paused = good(await pauseBillRun(world, maker, { number, reason: " Wrong rate " }));
  expect(paused.pauseReason).toBe("Wrong rate");
  const later = { ...world, clock: { now: () => new Date("2026-11-01T13:00:00Z") } };
  const resumed = good(await resumeBillRun(later, maker, { number }));
  expect(resumed).toMatchObject({ pauseReason: null, phaseBeganAt: "2026-11-01T13:00:00.000Z" });
  expect((await small.books.viewRun(run.id)).progress).toMatchObject({
    since: "2026-11-01T13:00:00.000Z",
    done: 0,
  });
  for (const chunk of await chunksOf(small, run, "launch")) await workChunk(later, chunk, "w");
  expect((await small.books.viewRun(run.id)).progress.done).toBe(2);
  expect(await launchBillRun(world, maker, { number, digest: null })).toMatchObject({
    refusal: "bill_run_state",
  });
});

it("a card tells the limits by which its findings were found, whatever they are now", async () => {
  await small.sql("UPDATE finding_limits SET change_percent = 7, usage_percent = 9");
  const run = await preview({ zeroInvoices: "skip" });
  await small.sql("UPDATE finding_limits SET change_percent = 50, usage_percent = 50");
  const limits = { changePercent: 7n, usagePercent: 9n };
  expect((await small.books.viewRun(run.id)).findingRules).toEqual(limits);
});

it("a catch-up run has a name of its own, and counts what it counts as billed", async () => {
  await small.books.write((tx) => tx.importData(smallCompany([{ key: "moved" }])));
  const run = await preview({ zeroInvoices: "issue" }, "catch-up");
  expect(run).toMatchObject({ kind: "catch-up", name: "November 2026" });
  const view = await small.books.viewRun(run.id);
  expect(view.progress.counted).toBe(1);
  expect(view.totals).toEqual([]);
});
