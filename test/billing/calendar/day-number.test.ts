import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  civilDay,
  dayNumber,
  daysInMonth,
  localDateOf,
  weekdayOf,
} from "../../../src/billing/calendar/day-number.ts";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import { sayDay, sayPeriodDays } from "../../../src/billing/calendar/say-day.ts";

describe("day numbers", () => {
  it("agree with the platform's calendar over eight centuries, there and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (number) => {
        const date = new Date(number * 86_400_000);
        const { year, month, day } = civilDay(number);
        expect([year, month, day]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ]);
        expect(dayNumber(localDateOf(number))).toBe(number);
        expect((weekdayOf(number) + 1) % 7).toBe(date.getUTCDay());
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }),
    );
  });

  it("add days over the end of a leap February", () => {
    expect(addDays(localDate("2024-02-28"), 2)).toBe("2024-03-01");
    expect(addDays(localDate("2023-02-28"), 1)).toBe("2023-03-01");
    expect(addDays(localDate("2026-01-01"), -1)).toBe("2025-12-31");
  });

  it("are told to people by first and last day", () => {
    const day = (text: string) => dayNumber(localDate(text));
    expect(sayDay(day("2026-02-01"))).toBe("1 Feb 2026");
    expect(sayPeriodDays(day("2026-01-01"), day("2026-02-01"))).toBe("1–31 Jan 2026");
    expect(sayPeriodDays(day("2026-01-15"), day("2026-02-15"))).toBe("15 Jan–14 Feb 2026");
    expect(sayPeriodDays(day("2025-12-15"), day("2026-01-15"))).toBe("15 Dec 2025–14 Jan 2026");
    expect(sayPeriodDays(day("2026-01-15"), day("2026-01-16"))).toBe("15 Jan 2026");
  });
});
