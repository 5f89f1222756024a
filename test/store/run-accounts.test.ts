import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Selection } from "../../src/billing/bill-run/proposal.ts";
import { exclusionOf } from "../../src/billing/bill-run/select-accounts.ts";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { biggestChanges } from "../../src/operations/bill-runs/biggest-changes.ts";
import { countSelection } from "../../src/operations/bill-runs/count-selection.ts";
import { listRunAccounts } from "../../src/operations/bill-runs/list-run-accounts.ts";
import { lookAtAccount } from "../../src/operations/bill-runs/look-at-account.ts";
import { runCsv, runCsvFile } from "../../src/operations/bill-runs/run-csv.ts";
import { sendRunCsv } from "../../src/operations/bill-runs/send-run-csv.ts";
import { isRefusal, type Refusal } from "../../src/operations/refusal.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { openSmallBooks, postNovember, previewMonth, type SmallBooks } from "./small-books.ts";

/** Six customers in two currencies; Kappa has no price in yen. */
function company(seats: Readonly<Record<string, string>> = {}): BillingData {
  const accounts = [
    { key: "acme", name: 'Acme, "the" <!channel>', segment: "big", tags: ["a", "b"] },
    { key: "acme-eu", name: "Acme Europe", parent: "acme" },
    { key: "beta", name: "=SUM(1)", segment: "small", tags: ["b"] },
    { key: "euro", name: "Euro", currency: "EUR", segment: "small" },
    { key: "kappa", name: "Kappa", currency: "JPY" },
    { key: "late", name: "Late", tags: ["late"], billCycleDay: 15 },
  ];
  const price = { model: "per-unit", unitPrice: "100.00" };
  const charge = {
    ...{ key: "seats", name: "Seats", type: "recurring", period: "month", timing: "advance" },
    ...{ price, priceByCurrency: { EUR: price, JPY: { model: "per-unit", unitPrice: "1" } } },
  };
  const parsed = parseBillingFile({
    version: 1,
    settings: { currency: "USD", timeZone: "UTC" },
    plans: [
      { key: "team", name: "Team", charges: [charge] },
      { key: "solo", name: "Solo", charges: [{ ...charge, key: "fee" }] },
    ],
    accounts: accounts.map((account) => ({ billCycleDay: 1, ...account })),
    subscriptions: accounts.map(({ key }) => ({
      key: `s-${key}`,
      account: key,
      plan: key === "beta" ? "solo" : "team",
      startOn: key === "late" ? "2026-12-01" : "2026-11-01",
      quantity: "2",
      changes: seats[key] ? [{ on: "2026-12-01", quantity: seats[key] }] : [],
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(company());
  // A price that went missing after the import: the account is parked.
  await small.sql(
    `UPDATE plan SET charges = (SELECT jsonb_agg(c #- '{priceByCurrency,JPY}')
                                  FROM jsonb_array_elements(charges) c)`,
  );
  await postNovember(small);
  await small.books.write((tx) => tx.importData(company({ acme: "5", beta: "1" })));
  await small.sql(
    `UPDATE plan SET charges = (SELECT jsonb_agg(c #- '{priceByCurrency,JPY}')
                                  FROM jsonb_array_elements(charges) c)`,
  );
  await previewMonth(small, { targetOn: "2026-12-01", invoiceOn: "2026-12-01" });
});

afterAll(() => small?.close());

function good<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

async function page(number: number, filter = {}, at = 0, size = 9) {
  const input = { number, filter, page: at, size };
  return good(await listRunAccounts(small.world, small.maker, input));
}

describe("the accounts of a run", () => {
  it("come largest first, page by page", async () => {
    const { rows, hasMore } = await page(2, {}, 0, 2);
    expect(rows.map((row) => [row.account, row.invoicedMinor, row.previousMinor])).toEqual([
      ["acme", 70_000n, 40_000n],
      ["euro", 20_000n, 20_000n],
    ]);
    expect(hasMore).toBe(true);
    const last = await page(2, {}, 2, 2);
    expect(last.rows).toHaveLength(2);
    expect(last.hasMore).toBe(false);
  });

  it("are found by finding, result, and a part of key or name", async () => {
    const keys = async (filter: object) => (await page(2, filter)).rows.map((row) => row.account);
    expect(await keys({ finding: "first-bill" })).toEqual(["late"]);
    expect(await keys({ results: ["parked"] })).toEqual(["kappa"]);
    expect(await keys({ text: "EUR" })).toEqual(["euro", "acme-eu"]);
    expect(await keys({ text: "%" })).toEqual([]);
    expect(await keys({ text: "<!chan", results: ["billed"] })).toEqual(["acme"]);
  });

  it("have the numbers of their documents once they are posted", async () => {
    const { rows, view } = await page(1);
    const [euro] = rows.filter((row) => row.account === "euro");
    expect(euro?.documents).toHaveLength(1);
    expect(view.numbers.invoices?.first).toBe("INV-2026-000001");
    expect(view.totals.map((row) => [row.currency, row.invoices, row.invoicedMinor])).toEqual([
      ["USD", 2, 60_000n],
      ["EUR", 1, 20_000n],
    ]);
  });
});

describe("one account", () => {
  async function bill(number: number, account: string) {
    return good(await lookAtAccount(small.world, small.maker, { number, account }));
  }

  it("is shown as posted, with its lines", async () => {
    const posted = await bill(1, "euro");
    expect(posted.stands).toBe("posted");
    expect(posted.documents.map((one) => [one.number, one.lines.length])).toEqual([
      ["INV-2026-000003", 1],
    ]);
    expect(posted.nameOf("seats")).toBe("Seats");
  });

  it("is worked out again for a preview, and known as the same", async () => {
    const again = await bill(2, "acme");
    expect(again.stands).toBe("as-previewed");
    expect(again.documents[0]?.totalMinor).toBe(70_000n);
  });

  it("of somebody else's bill shows its own lines only", async () => {
    const child = await bill(2, "acme-eu");
    expect(child.payer.key).toBe("acme");
    expect(child.documents[0]?.lines.map((line) => line.account)).toEqual(["acme-eu"]);
  });

  it("that can't be billed says so, and one that changed since is known as changed", async () => {
    expect((await bill(2, "kappa")).stands).toBe("not-billable");
    await small.sql("UPDATE subscription SET quantity = '\"9\"' WHERE key = 's-late'");
    expect((await bill(2, "late")).stands).toBe("changed");
    await small.sql("UPDATE subscription SET quantity = '\"2\"' WHERE key = 's-late'");
    expect((await bill(2, "late")).stands).toBe("as-previewed");
  });

  it("that the run never saw is refused with what it could be", async () => {
    const input = { number: 2, account: "euroo" };
    expect(await lookAtAccount(small.world, small.maker, input)).toMatchObject({
      refusal: "account_not_in_run",
      remedy: "Did you mean euro?",
    });
  });
});

it("the biggest changes say what moved them", async () => {
  const input = { number: 2, limit: 9 };
  const { changes } = good(await biggestChanges(small.world, small.maker, input));
  expect(changes.map((row) => [row.account, row.why])).toEqual([
    ["acme", "Seats +300.00"],
    ["beta", "Seats −100.00 (2 → 1)"],
  ]);
});

describe("a run as a file", () => {
  it("has a row for every account, and no cell that a spreadsheet would run", async () => {
    const { world, maker } = small;
    const { name, content } = good(await runCsv(world, maker, { number: 2, kind: "accounts" }));
    expect(name).toBe("BR-2-accounts.csv");
    const lines = content.split("\r\n");
    expect(lines[0]).toMatch(/^account,name,segment,payer,currency,last,now,change,percent/);
    expect(lines.filter((line) => line !== "")).toHaveLength(7);
    expect(lines[1]).toContain(
      'acme,"Acme, ""the"" <!channel>",big,,USD,400.00,700.00,300.00,75.0',
    );
    expect(lines[3]).toContain("beta,'=SUM(1),small");
    expect(lines[3]).toContain("200.00,100.00,-100.00,-50.0");
    expect(lines[5]).toContain("no price in JPY");
    expect(lines[5]).toContain("Import a price in this currency");
  });

  it("has the exceptions alone, and begins with a mark for spreadsheets in a thread", async () => {
    const { world, maker } = small;
    const { content } = good(await runCsv(world, maker, { number: 1, kind: "exceptions" }));
    expect(content.split("\r\n").filter((line) => line !== "")).toHaveLength(2);
    expect(await runCsvFile(world, "1:exceptions")).toBe(`\uFEFF${content}`);
    expect(await runCsvFile(world, "99:accounts")).toBeNull();
    expect(await runCsvFile(world, "1:secrets")).toBeNull();
  });

  it("goes into the thread once for each state, on request and when a preview ends", async () => {
    const { world, maker } = small;
    const sent = () =>
      small.sql("SELECT key FROM outbox_message WHERE key LIKE 'csv:%' ORDER BY key");
    const before = (await sent()).length;
    expect(before).toBe(2);
    good(await sendRunCsv(world, maker, { number: 2, kind: "accounts" }));
    expect(await sent()).toHaveLength(before);
    good(await sendRunCsv(world, maker, { number: 2, kind: "exceptions" }));
    good(await sendRunCsv(world, maker, { number: 2, kind: "exceptions" }));
    expect(await sent()).toHaveLength(before + 1);
  });
});

describe("the count of a selection", () => {
  it("says what was left by the last run, what plans are sold, and what is misspelt", async () => {
    const { world, maker } = small;
    expect(good(await countSelection(world, maker, {}))).toEqual({
      ...{ selected: 6, onPlans: null, left: { run: 1, accounts: 1 } },
      ...{ unknown: [], moreUnknown: 0 },
    });
    const select = { plans: ["solo"], segments: ["small"] };
    expect(good(await countSelection(world, maker, select))).toMatchObject({
      ...{ selected: 2, onPlans: 1, left: null },
    });
    const keys = { accounts: ["acme", "aceme", "zzz", "yyy", "xxx"] };
    expect(good(await countSelection(world, maker, keys))).toMatchObject({
      selected: 1,
      unknown: [{ key: "aceme", near: ["acme"] }, { key: "zzz" }, { key: "yyy" }],
      moreUnknown: 1,
    });
  });

  it("is what the book selects, whatever the conditions", async () => {
    const { accounts } = company();
    const some = <T>(values: readonly T[]) =>
      fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined });
    const conditions = fc.record({
      accounts: some(["acme", "beta", "nobody"]),
      segments: some(["big", "small", "none"]),
      tags: some(["a", "b", "late"]),
      currencies: some(["USD", "EUR", "JPY"]),
      billCycleDays: some([1, 15, 31]),
    });
    await fc.assert(
      fc.asyncProperty(conditions, async (chosen) => {
        const there = Object.entries(chosen).filter(([, values]) => values !== undefined);
        const select = Object.fromEntries(there) as Selection;
        const { selected } = await small.books.countSelected(select);
        expect(selected).toBe(accounts.filter((one) => !exclusionOf(one, select)).length);
      }),
      { numRuns: 60 },
    );
  });
});

it("the options of a run are chosen once, and the books are sound", async () => {
  const changed = small.sql(`UPDATE bill_run SET options = '{"zeroInvoices": "issue"}'`);
  await expect(changed).rejects.toThrow("the options of BR-1 stand");
  await expectSoundBooks(small.books);
});
