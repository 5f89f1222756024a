import { afterAll, beforeAll, expect, it } from "vitest";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import { createBillRun } from "../../src/operations/bill-runs/create-bill-run.ts";
import { RetriedAlready } from "../../src/operations/book-records.ts";
import type { BooksWriter } from "../../src/operations/books.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { openSmallBooks, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
});

afterAll(() => small?.close());

const on = localDate("2026-11-30");

function insert(tx: BooksWriter, more: { requestKey?: string; retryOf?: number } = {}) {
  return tx.insertRun({
    name: "x",
    kind: "ad-hoc",
    terms: { targetOn: on, invoiceOn: on, asOf: on, select: {} },
    retryOf: null,
    createdBy: small.maker.member.id,
    channel: null,
    requestKey: null,
    at: new Date("2026-11-01T12:00:00Z"),
    ...more,
  });
}

const made = async (more = {}) => (await small.books.write((tx) => insert(tx, more))).number;

it("a run whose making came to nothing takes no number", async () => {
  const torn = small.books.write(async (tx) => {
    expect((await insert(tx)).number).toBe(1);
    throw new Error("torn");
  });
  await expect(torn).rejects.toThrow("torn");
  expect(await made()).toBe(1);
});

it("runs that are made at once are numbered one after another", async () => {
  const numbers = await Promise.all([made(), made(), made()]);
  expect(numbers.sort()).toEqual([2, 3, 4]);
});

it("a request that came twice, and a second retry, take no number", async () => {
  const same = { requestKey: "form 1" };
  expect(await Promise.all([made(same), made(same)])).toEqual([5, 5]);
  expect(await made({ retryOf: 1 })).toBe(6);
  await expect(made({ retryOf: 1 })).rejects.toBeInstanceOf(RetriedAlready);
  expect(await made()).toBe(7);
});

it("the first run is in the trail under the number that it got", async () => {
  const days = { targetOn: on, invoiceOn: on, name: "July" };
  const asked = { ...days, select: {}, channel: null, requestKey: null, preview: false };
  expect(await createBillRun(small.world, small.maker, asked)).toMatchObject({ number: 8 });
  const rows = await small.sql(
    "SELECT subject, details FROM audit_entry WHERE action = 'bill-run.create'",
  );
  expect(rows).toEqual([{ subject: "BR-8", details: { name: "July" } }]);
  await expectSoundBooks(small.books);
});

it("the counter is never turned back", async () => {
  await expect(small.sql("UPDATE bill_run_series SET next = 1")).rejects.toThrow(/never given out/);
  await expect(small.sql("DELETE FROM bill_run_series")).rejects.toThrow(/never given out/);
  await expect(small.sql("TRUNCATE bill_run_series")).rejects.toThrow(/never changed/);
  await expect(small.sql("INSERT INTO bill_run_series (id) VALUES (2)")).rejects.toThrow(/one_row/);
});
