import { afterAll, beforeAll, expect, it } from "vitest";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import { isRefusal } from "../../src/operations/refusal.ts";
import { chunksOf, launch, openSmallBooks, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

const fee = {
  key: "fee",
  type: "recurring",
  period: "month",
  timing: "advance",
  price: { model: "flat", amount: "2.00" },
};
const sold = (key: string, account: string, startOn = "2026-10-01") => ({
  key,
  account,
  plan: "basic",
  startOn,
});

beforeAll(async () => {
  const parsed = parseBillingFile({
    version: 1,
    settings: { minimumInvoice: { USD: "1.50" }, catchUpPeriods: 4, seller: { country: "DE" } },
    plans: [{ key: "basic", charges: [fee] }],
    accounts: [
      { key: "each", name: "Each", documentsPer: "subscription" },
      { key: "late", name: "Late" },
      { key: "small", name: "Small" },
      { key: "vienna", name: "V", address: { country: "AT" }, vatId: "ATU13585627" },
    ],
    subscriptions: [
      sold("s1", "each"),
      sold("s2", "each"),
      sold("s3", "late", "2025-10-01"),
      { ...sold("s4", "small"), prices: { fee: { model: "flat", amount: "0.40" } } },
      sold("s5", "vienna"),
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  small = await openSmallBooks(parsed.data);
});

afterAll(() => small?.close());

/** Makes a run, previews, approves and posts it; gives what the accounts came to. */
async function post(targetOn: string, kind: "ad-hoc" | "catch-up", select: object) {
  const { world, maker } = small;
  const request = { name: null, targetOn, invoiceOn: "2026-11-01", select, kind };
  const asked = { ...request, channel: null, requestKey: null, preview: true };
  const run = await createBillRun(world, maker, asked);
  if (isRefusal(run)) throw new Error(run.message);
  for (const chunk of await chunksOf(small, run, "preview")) await workChunk(world, chunk, "w1");
  const previewed = await small.books.findRun(run.number);
  if (!previewed) throw new Error("the run is gone");
  const launched = await launch(small, previewed);
  for (const chunk of await chunksOf(small, launched, "launch"))
    await workChunk(world, chunk, "w1");
  const documents = await small.sql<{ account: string; total: string }>(
    "SELECT account, total_minor AS total FROM document WHERE run_id = $1 ORDER BY number",
    [run.id],
  );
  const reasons = await small.sql<{ account: string; reason: string }>(
    `SELECT account, coalesce(launch_result, '') AS reason FROM bill_run_account
      WHERE run_id = $1 ORDER BY account`,
    [run.id],
  );
  return {
    kind: launched.kind,
    documents: documents.map(({ account, total }) => `${account} ${total}`),
    results: reasons.map(({ account, reason }) => `${account}: ${reason}`),
  };
}

it("a run bills a document each, lets small ones wait and parks who missed too much", async () => {
  expect(await post("2026-11-01", "ad-hoc", {})).toEqual({
    kind: "ad-hoc",
    documents: ["each 400", "each 400", "vienna 400"],
    results: ["each: billed", "late: parked", "small: nothing-due", "vienna: billed"],
  });
  const [tax] = await small.sql("SELECT rate, percent::text, tax_minor FROM document_tax");
  expect(tax).toEqual({ rate: "reverse charge", percent: "0", tax_minor: "0" });
});

it("a catch-up run, approved like any other, counts what was missed as billed", async () => {
  expect(await post("2026-11-01", "catch-up", { accounts: ["late"] })).toMatchObject({
    kind: "catch-up",
    documents: [],
    results: expect.arrayContaining(["late: nothing-due"]),
  });
  const lines = await small.sql("SELECT amount_minor FROM document_line WHERE account = 'late'");
  expect(lines).toHaveLength(14);
});

it("the next run goes on from there, and the books are sound", async () => {
  const { documents } = await post("2027-01-01", "ad-hoc", {});
  expect(documents).toEqual(["each 400", "each 400", "late 400", "small 160", "vienna 400"]);
  expect(await small.books.checkInvariants()).toEqual([]);
});
