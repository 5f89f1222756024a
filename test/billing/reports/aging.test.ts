import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agingBuckets,
  bucketOf,
  daysSalesOutstanding,
  netMinor,
  overdueMinor,
} from "../../../src/billing/reports/aging.ts";

const balance = { currency: "USD", bucketsMinor: [100n, 20n, 3n, 0n, 5n], unappliedMinor: 8n };

describe("the age of an invoice", () => {
  it.each([
    [-40, "not-due"],
    [0, "not-due"],
    [1, "1-30"],
    [30, "1-30"],
    [31, "31-60"],
    [60, "31-60"],
    [61, "61-90"],
    [90, "61-90"],
    [91, "over-90"],
    [4000, "over-90"],
  ])("%i days past due is in %s", (days, key) => {
    expect(agingBuckets[bucketOf(days)]?.key).toBe(key);
  });

  it("never gets younger as days go by", () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), fc.nat(500), (days, more) => {
        expect(bucketOf(days + more)).toBeGreaterThanOrEqual(bucketOf(days));
      }),
    );
  });
});

describe("an aged balance", () => {
  it("is what is open less credit that is not used", () => {
    expect(netMinor(balance)).toBe(120n);
  });

  it("is overdue without what is not due yet", () => {
    expect(overdueMinor(balance)).toBe(28n);
  });
});

describe("days sales outstanding", () => {
  it("is the part of the window's sales that is owed, in days", () => {
    // 50,000 owed of 120,000 billed in 90 days: 37.5 days.
    expect(daysSalesOutstanding("USD", 5_000_000n, 12_000_000n).days).toBe("37.5");
  });

  it("is rounded half up to a tenth of a day", () => {
    expect(daysSalesOutstanding("USD", 1n, 1_800n).days).toBe("0.1");
    expect(daysSalesOutstanding("USD", 1n, 1_801n).days).toBe("0.0");
  });

  it("says nothing where nothing was billed, or more was credited", () => {
    expect(daysSalesOutstanding("USD", 5n, 0n).days).toBeNull();
    expect(daysSalesOutstanding("USD", 5n, -1n).days).toBeNull();
  });

  it("counts credit beyond what is owed as nothing owed", () => {
    expect(daysSalesOutstanding("USD", -5n, 100n).days).toBe("0.0");
  });
});
