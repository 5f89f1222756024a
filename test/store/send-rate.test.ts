import { afterEach, beforeEach, expect, it } from "vitest";
import { openBooks } from "../../src/store/open-books.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;
beforeEach(async () => {
  small = await openSmallBooks(smallCompany([]));
});
afterEach(() => small?.close());

/** So slow that a test's own time does not matter. */
const pace = { gapMs: 60_000, burst: 3 };

function turn(channel: string, act: "post" | "edit" = "post", books = small.books) {
  return books.write((tx) => tx.takeTurn(act, channel, pace));
}

it("a short burst comes at once, then one message in a gap", async () => {
  expect([await turn("C1"), await turn("C1"), await turn("C1")]).toEqual([0, 0, 0]);
  const waitMs = await turn("C1");
  expect(waitMs).toBeGreaterThan(55_000);
  expect(waitMs).toBeLessThanOrEqual(60_000);
  // Who was told to wait has paid for nothing.
  expect(await turn("C1")).toBeLessThanOrEqual(waitMs);
  await small.sql("UPDATE send_rate SET paid_at = paid_at - interval '1 minute'");
  expect([await turn("C1"), (await turn("C1")) > 0]).toEqual([0, true]);
});

it("another channel, and edits, have turns of their own", async () => {
  for (let n = 0; n < 3; n++) await turn("C1");
  expect(await turn("C1")).toBeGreaterThan(0);
  expect(await turn("C2")).toBe(0);
  expect(await turn("C1", "edit")).toBe(0);
});

it("processes that come at once share the turns", async () => {
  const other = await openBooks(small.url);
  try {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, n) => turn("C1", "post", n % 2 === 0 ? small.books : other)),
    );
    expect(all.filter((waitMs) => waitMs === 0)).toHaveLength(3);
  } finally {
    await other.close();
  }
});

it("the whole app has a pace, too, however many channels it speaks in", async () => {
  expect(await turn("C1")).toBe(0);
  // As if others had posted in many channels within this moment.
  await small.sql(
    "UPDATE send_rate SET paid_at = now() + interval '1 minute' WHERE lane = 'app:post'",
  );
  expect(await turn("C2")).toBeGreaterThan(50_000);
  await small.sql("UPDATE send_rate SET paid_at = now() WHERE lane = 'app:post'");
  expect(await turn("C2")).toBe(0);
});

it("a pause that Slack asked for is everybody's", async () => {
  const other = await openBooks(small.url);
  try {
    await small.books.write((tx) => tx.pauseTurns("post", 30_000));
    expect(await turn("C1", "post", other)).toBeGreaterThan(25_000);
    expect(await turn("C1", "edit", other)).toBe(0);
    // A shorter one does not end it.
    await other.write((tx) => tx.pauseTurns("post", 1_000));
    expect(await turn("C2")).toBeGreaterThan(25_000);
  } finally {
    await other.close();
  }
});
