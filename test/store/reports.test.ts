import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import { localOperator } from "../../src/cli/act-as.ts";
import { reconcileBooks } from "../../src/operations/reports/reconcile-books.ts";
import { showAging } from "../../src/operations/reports/show-aging.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

/** Three accounts billed on 1 November 2026, due on the 1st of December. */
beforeAll(async () => {
  small = await openSmallBooks(
    smallCompany([{ key: "acme", seats: "3" }, { key: "globex", seats: "2" }, { key: "zeta" }]),
  );
  await postNovember(small);
});

afterAll(() => small?.close());

const on = (day: string) => localDate(day);

describe("the aging", () => {
  it("counts nothing before anything was posted", async () => {
    expect(await small.books.agedTotals(on("2026-10-31"))).toEqual([]);
  });

  it.each([
    ["2026-11-01", 0],
    ["2026-12-01", 0],
    ["2026-12-02", 1],
    ["2026-12-31", 1],
    ["2027-01-01", 2],
    ["2027-01-31", 3],
    ["2027-03-02", 4],
  ])("on %s has everything in bucket %i", async (day, bucket) => {
    const bucketsMinor = [0n, 0n, 0n, 0n, 0n];
    bucketsMinor[bucket] = 60_000n;
    expect(await small.books.agedTotals(on(day))).toEqual([
      { currency: "USD", bucketsMinor, unappliedMinor: 0n, accounts: 3 },
    ]);
  });

  it("names those first who owe most", async () => {
    const rows = await small.books.agedAccounts(on("2027-01-01"), 2);
    expect(rows.map((row) => [row.account, row.name, row.bucketsMinor[2]])).toEqual([
      ["acme", "ACME", 30_000n],
      ["globex", "GLOBEX", 20_000n],
    ]);
  });

  it("tells days sales outstanding of what was billed in ninety days", async () => {
    const report = await showAging(small.world, localOperator(), { asOfOn: "2026-11-01" });
    // All that was billed is still owed: the whole window.
    expect(report).toMatchObject({ accounts: 3, dso: [{ currency: "USD", days: "90.0" }] });
  });

  it("refuses days to come and what is no day", async () => {
    for (const asOfOn of ["2026-11-02", "soon", "2026-02-30"]) {
      const no = await showAging(small.world, localOperator(), { asOfOn });
      expect(no).toMatchObject({ refusal: "day_invalid" });
    }
  });
});

describe("what is overdue", () => {
  it("begins the day after the due day", async () => {
    expect(await small.books.overdueInvoices(on("2026-12-01"), null, 10)).toEqual([]);
    const late = await small.books.overdueInvoices(on("2026-12-02"), null, 10);
    expect(late.map((row) => [row.number, row.daysPastDue, row.openMinor])).toEqual([
      ["INV-2026-000001", 1, 30_000n],
      ["INV-2026-000002", 1, 20_000n],
      ["INV-2026-000003", 1, 10_000n],
    ]);
  });

  it("is asked for one account", async () => {
    const late = await small.books.overdueInvoices(on("2027-01-01"), "zeta", 10);
    expect(late.map(({ account }) => account)).toEqual(["zeta"]);
  });
});

it("the books balance, document by document and in the ledger", async () => {
  const found = await reconcileBooks(small.world, localOperator(), { asOfOn: null });
  expect(found).toMatchObject({
    balances: true,
    currencies: [{ currency: "USD", invoices: 3, invoicedMinor: 60_000n, openMinor: 60_000n }],
  });
});

it("the company's own currency stands first, however many yen are owed", async () => {
  const flat = { model: "flat", amount: "9000000" };
  const parsed = parseBillingFile({
    version: 1,
    plans: [
      {
        key: "team",
        charges: [
          {
            ...{ key: "fee", type: "recurring", period: "month", timing: "advance" },
            price: { model: "flat", amount: "100.00" },
          },
        ],
      },
    ],
    accounts: [
      { key: "acme", name: "Acme" },
      { key: "yen", name: "Yen", currency: "JPY" },
    ],
    subscriptions: [
      { key: "s1", account: "acme", plan: "team", startOn: "2026-11-01" },
      { key: "s2", account: "yen", plan: "team", startOn: "2026-11-01", prices: { fee: flat } },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const both = await openSmallBooks(parsed.data);
  try {
    await postNovember(both);
    const totals = await both.books.agedTotals(on("2026-11-01"));
    expect(totals.map(({ currency }) => currency)).toEqual(["USD", "JPY"]);
    const sides = await both.books.reconciledCurrencies(on("2026-11-01"));
    expect(sides.map(({ currency }) => currency)).toEqual(["USD", "JPY"]);
  } finally {
    await both.close();
  }
});
