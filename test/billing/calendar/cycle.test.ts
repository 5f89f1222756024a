import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anniversaryCycle,
  type Cycle,
  dayCycle,
  monthCycle,
  periodAt,
} from "../../../src/billing/calendar/cycle.ts";
import {
  civilDay,
  dayNumber,
  localDateOf,
  weekdayOf,
} from "../../../src/billing/calendar/day-number.ts";
import { localDate } from "../../../src/billing/calendar/local-date.ts";

const day = (text: string) => dayNumber(localDate(text));
const anyDay = fc.integer({ min: day("1999-01-01"), max: day("2041-01-01") });
const anyLength = fc.constantFrom(1, 2, 3, 5, 6, 8, 12, 18, 24);

const anyCycle: fc.Arbitrary<Cycle> = fc.oneof(
  fc
    .tuple(
      anyLength,
      anyDay,
      fc.integer({ min: 1, max: 31 }),
      fc.option(fc.integer({ min: 1, max: 12 })),
    )
    .map(([length, start, anchor, month]) => monthCycle(length, start, anchor, month)),
  fc.tuple(anyLength, anyDay).map(([length, start]) => anniversaryCycle(length, start)),
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), anyDay)
    .map(([length, start]) => dayCycle(length, start, null)),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), anyDay, fc.integer({ min: 0, max: 6 }))
    .map(([weeks, start, weekday]) => dayCycle(weeks * 7, start, weekday)),
);

/** The first periods of a cycle, as "2024-01-31..2024-02-29". */
function periods(cycle: Cycle, count: number): string[] {
  const found: string[] = [];
  for (let from = cycle.startsOn; found.length < count; ) {
    const period = periodAt(cycle, from);
    found.push(`${localDateOf(period.from)}..${localDateOf(period.to)}`);
    from = period.to;
  }
  return found;
}

describe("cycles", () => {
  it("tile time without gap or overlap, for every anchor", () => {
    fc.assert(
      fc.property(anyCycle, (cycle) => {
        let from = cycle.startsOn;
        for (let count = 0; count < 20; count++) {
          const period = periodAt(cycle, from);
          expect(period.from).toBe(from);
          expect(period.to).toBeGreaterThan(period.from);
          expect(periodAt(cycle, period.to - 1)).toEqual(period);
          expect(period.wholeFrom).toBeLessThanOrEqual(period.from);
          if (count > 0) expect(period.wholeFrom).toBe(period.from);
          from = period.to;
        }
      }),
    );
  });

  it("never drift: every boundary is on the anchor day or the month's last", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 31 }), anyLength, (start, anchor, length) => {
        const cycle = monthCycle(length, start, anchor, null);
        for (let from = cycle.startsOn, count = 0; count < 15; count++) {
          from = periodAt(cycle, from).to;
          const last = civilDay(from + 1).day === 1;
          expect(civilDay(from).day === anchor || (last && civilDay(from).day < anchor)).toBe(true);
        }
      }),
    );
  });

  it("come back to the 31st after February", () => {
    expect(periods(anniversaryCycle(1, day("2023-12-31")), 4)).toEqual([
      "2023-12-31..2024-01-31",
      "2024-01-31..2024-02-29",
      "2024-02-29..2024-03-31",
      "2024-03-31..2024-04-30",
    ]);
  });

  it("begin with a stub before the first bill cycle day", () => {
    const cycle = monthCycle(1, day("2026-01-20"), 15, null);
    expect(periods(cycle, 2)).toEqual(["2026-01-20..2026-02-15", "2026-02-15..2026-03-15"]);
    expect(localDateOf(periodAt(cycle, day("2026-01-20")).wholeFrom)).toBe("2026-01-15");
  });

  it.each([
    [3, 1, "2026-02-20", "2026-04-01"],
    [12, 4, "2025-11-15", "2026-04-01"],
    [6, 11, "2026-02-01", "2026-05-01"],
    [1, 7, "2026-02-20", "2026-03-01"],
    [24, 7, "2026-02-20", "2026-07-01"],
  ])("%i months aligned to month %i from %s begin on %s", (length, month, start, first) => {
    const cycle = monthCycle(length, day(start), 1, month);
    expect(localDateOf(cycle.firstBoundary)).toBe(first);
  });

  it("of weeks begin on their weekday, of days on the first day", () => {
    const weeks = dayCycle(14, day("2026-03-03"), 4);
    expect(weekdayOf(weeks.firstBoundary)).toBe(4);
    expect(periods(weeks, 2)).toEqual(["2026-03-03..2026-03-06", "2026-03-06..2026-03-20"]);
    expect(periods(dayCycle(10, day("2024-02-20"), null), 2)[1]).toBe("2024-03-01..2024-03-11");
  });
});
