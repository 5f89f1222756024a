import { describe, expect, it } from "vitest";
import { defaultRunRequest } from "../../src/operations/bill-runs/parse-run-filters.ts";
import { todayOf } from "../../src/operations/today.ts";
import type { World } from "../../src/operations/world.ts";

/** A company somewhere, at an instant. */
function company(timeZone: string, instant: string): Pick<World, "books" | "clock"> {
  const loadCatalog = async () => ({ settings: { timeZone } });
  return {
    clock: { now: () => new Date(instant) },
    books: { loadCatalog } as unknown as World["books"],
  };
}

describe("today", () => {
  it.each([
    ["America/New_York", "2026-12-01T02:00:00Z", "2026-11-30", "2026-11-30"],
    ["Pacific/Auckland", "2026-11-29T20:00:00Z", "2026-11-30", "2026-11-30"],
    ["Pacific/Auckland", "2026-11-30T12:00:00Z", "2026-12-01", "2026-12-31"],
    ["UTC", "2026-11-30T23:59:59Z", "2026-11-30", "2026-11-30"],
    ["Europe/Berlin", "2027-03-28T00:59:59Z", "2027-03-28", "2027-03-31"],
  ])("in %s at %s is %s, and a run for the month bills to %s", async (zone, at, day, end) => {
    const today = await todayOf(company(zone, at));
    expect(defaultRunRequest(today)).toMatchObject({ invoiceOn: day, targetOn: end });
  });
});
