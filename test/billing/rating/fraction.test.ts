import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anniversaryCycle,
  dayCycle,
  monthCycle,
  periodAt,
} from "../../../src/billing/calendar/cycle.ts";
import { dayNumber } from "../../../src/billing/calendar/day-number.ts";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import type { Proration } from "../../../src/billing/catalog/catalog.ts";
import { add, compare, fractionText } from "../../../src/billing/money/exact.ts";
import { fractionOf, type Measure, wholeShare } from "../../../src/billing/rating/fraction.ts";

const day = (text: string) => dayNumber(localDate(text));

function fraction(measure: Measure, from: string, to: string): string {
  return fractionText(fractionOf(measure, periodAt(measure.cycle, day(from)), day(from), day(to)));
}

describe("fractions of a price", () => {
  it.each([
    ["2026-02-15", "2026-03-01", "8/15"],
    ["2026-02-01", "2026-02-28", "29/30"],
    ["2024-02-28", "2024-02-29", "1/15"],
    ["2024-02-29", "2024-03-01", "1/30"],
    ["2026-03-01", "2026-03-31", "29/30"],
    ["2026-01-15", "2026-02-01", "8/15"],
  ])("in months of 30 days %s up to %s is %s", (from, to, expected) => {
    const cycle = monthCycle(1, day("2024-01-01"), 1, null);
    expect(fraction({ cycle, proration: "30/360", pricePeriod: null }, from, to)).toBe(expected);
  });

  it("in months of 30 days count over years", () => {
    const cycle = monthCycle(12, day("2025-07-01"), 1, null);
    const measure: Measure = { cycle, proration: "30/360", pricePeriod: null };
    expect(fraction(measure, "2025-10-01", "2026-04-01")).toBe("1/2");
  });

  it.each<[Proration, string]>([
    ["actual", "17/31"],
    ["actual/360", "17/30"],
    ["30/360", "8/15"],
    ["none", "1/1"],
  ])("15–31 January by %s is %s of a month", (proration, expected) => {
    const cycle = monthCycle(1, day("2026-01-15"), 1, null);
    expect(fraction({ cycle, proration, pricePeriod: null }, "2026-01-15", "2026-02-01")).toBe(
      expected,
    );
  });

  it("sum up price periods: 8 April to 30 June at a monthly price is 83/30", () => {
    const cycle = anniversaryCycle(3, day("2026-04-01"));
    const pricePeriod = { unit: "months", count: 1 } as const;
    const measure: Measure = { cycle, proration: "actual", pricePeriod };
    expect(fraction(measure, "2026-04-08", "2026-07-01")).toBe("83/30");
    expect(fraction(measure, "2026-04-01", "2026-07-01")).toBe("3/1");
  });

  it("take a share of a longer price", () => {
    const cycle = anniversaryCycle(1, day("2026-01-01"));
    const pricePeriod = { unit: "months", count: 12 } as const;
    const measure: Measure = { cycle, proration: "actual", pricePeriod };
    expect(fraction(measure, "2026-01-01", "2026-02-01")).toBe("1/12");
    expect(fraction(measure, "2026-01-11", "2026-02-01")).toBe("7/124");
  });

  it("in weeks and days use actual days under every rule", () => {
    const cycle = dayCycle(14, day("2026-03-02"), null);
    for (const proration of ["actual", "actual/360", "30/360"] as const) {
      expect(fraction({ cycle, proration, pricePeriod: null }, "2026-03-02", "2026-03-05")).toBe(
        "3/14",
      );
    }
  });

  it("by actual days, the parts of a split period add up to the whole", () => {
    const anyCut = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: day("2020-01-01"), max: day("2030-01-01") }),
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom(1, 3, 12),
        fc.constantFrom(null, 1, 3, 12),
        anyCut,
        (start, anchor, length, price, cut) => {
          const cycle = monthCycle(length, start, anchor, null);
          const pricePeriod = price === null ? null : ({ unit: "months", count: price } as const);
          const measure: Measure = { cycle, proration: "actual", pricePeriod };
          const { from, to } = periodAt(cycle, cycle.firstBoundary);
          const middle = from + 1 + Math.floor(cut * (to - from - 2));
          const period = periodAt(cycle, from);
          const parts = add(
            fractionOf(measure, period, from, middle),
            fractionOf(measure, period, middle, to),
          );
          expect(compare(parts, wholeShare(measure))).toBe(0);
        },
      ),
    );
  });
});
