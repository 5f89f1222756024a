import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  civilDay,
  dayNumber,
  daysInMonth,
  weekdayOf,
} from "../../../src/billing/calendar/day-number.ts";
import { type LocalDate, localDate } from "../../../src/billing/calendar/local-date.ts";
import { weekdays } from "../../../src/billing/customers/account.ts";
import { nextSlots, slotsBetween } from "../../../src/billing/schedules/next-slots.ts";
import { type Rhythm, slotKey, type Timing } from "../../../src/billing/schedules/schedule.ts";

function timing(rhythm: Rhythm, rest: Partial<Timing> = {}): Timing {
  const startOn = localDate("2026-01-01");
  return { rhythm, timeOfDay: "09:00", timeZone: "UTC", startOn, ...rest };
}

const monthly = (day: number | "last", interval = 1): Rhythm => ({ every: "month", interval, day });
const weekly = (weekday: (typeof weekdays)[number], interval = 1): Rhythm => {
  return { every: "week", interval, weekday };
};
const daily = (interval = 1): Rhythm => ({ every: "day", interval });

const daysOf = (when: Timing, after: string, count: number) =>
  nextSlots(when, after, count).map((slot) => slot.on);
const instantsOf = (when: Timing, after: string, count: number) =>
  nextSlots(when, after, count).map((slot) => slot.at);

describe("the days of a rhythm", () => {
  const cases: readonly (readonly [string, Rhythm, string, readonly string[]])[] = [
    ["every day", daily(), "2026-02-27", ["2026-02-27", "2026-02-28", "2026-03-01"]],
    ["every third day", daily(3), "2026-01-02", ["2026-01-04", "2026-01-07", "2026-01-10"]],
    ["every Monday", weekly("monday"), "2026-01-06", ["2026-01-12", "2026-01-19", "2026-01-26"]],
    [
      "every other Friday, counted from the first",
      weekly("friday", 2),
      "2026-01-03",
      ["2026-01-16", "2026-01-30", "2026-02-13"],
    ],
    ["the 15th", monthly(15), "2026-11-16", ["2026-12-15", "2027-01-15", "2027-02-15"]],
    [
      "the 31st, and the last day where there is none",
      monthly(31),
      "2028-01-31",
      ["2028-01-31", "2028-02-29", "2028-03-31"],
    ],
    ["the 30th of a short February", monthly(30), "2026-02-01", ["2026-02-28", "2026-03-30"]],
    ["the last day", monthly("last"), "2026-02-01", ["2026-02-28", "2026-03-31", "2026-04-30"]],
    ["every quarter's last day", monthly("last", 3), "2026-01-01", ["2026-01-31", "2026-04-30"]],
  ];
  it.each(cases)("%s", (_, rhythm, after, expected) => {
    expect(daysOf(timing(rhythm), `${after}T00:00:00Z`, expected.length)).toEqual(expected);
  });

  it("begin with the first fitting day from the start on, and count from it", () => {
    const startOn = localDate("2026-11-22");
    const after = "2020-01-01T00:00:00Z";
    expect(daysOf(timing(monthly(1, 3), { startOn }), after, 2)).toEqual([
      "2026-12-01",
      "2027-03-01",
    ]);
    expect(daysOf(timing(monthly(22, 2), { startOn }), after, 2)).toEqual([
      "2026-11-22",
      "2027-01-22",
    ]);
    expect(daysOf(timing(weekly("sunday"), { startOn }), after, 1)).toEqual(["2026-11-22"]);
  });

  it("a ring at the very instant is over", () => {
    const at = "2026-01-31T09:00:00.000Z";
    expect(daysOf(timing(monthly("last")), at, 1)).toEqual(["2026-02-28"]);
    expect(daysOf(timing(monthly("last")), "2026-01-31T08:59:59.999Z", 1)).toEqual(["2026-01-31"]);
    const between = slotsBetween(timing(daily()), "2026-01-29T09:00:00Z", at);
    expect(between.map((slot) => slot.on)).toEqual(["2026-01-30", "2026-01-31"]);
  });

  it("have names that stand for their local time", () => {
    const [slot] = nextSlots(timing(monthly(1)), "2026-11-30T00:00:00Z", 1);
    expect(slot && slotKey("monthly", slot)).toBe("schedule:monthly:2026-12-01T09:00");
  });
});

describe("days on which clocks change", () => {
  const berlin = { timeZone: "Europe/Berlin", startOn: localDate("2026-01-01") };

  it("a time keeps its place on the local clock through summer and winter", () => {
    expect(instantsOf(timing(daily(), berlin), "2026-03-28T00:00:00Z", 2)).toEqual([
      "2026-03-28T08:00:00.000Z",
      "2026-03-29T07:00:00.000Z",
    ]);
  });

  it("a time that the clock skips rings later by what is skipped", () => {
    const when = timing(daily(), { ...berlin, timeOfDay: "02:30" });
    expect(instantsOf(when, "2026-03-28T12:00:00Z", 2)).toEqual([
      "2026-03-29T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ]);
  });

  it("a time that the clock shows twice rings once, the first time", () => {
    const when = timing(daily(), { ...berlin, timeOfDay: "02:30" });
    expect(instantsOf(when, "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
  });

  it("half an hour of Lord Howe is half an hour", () => {
    const zone = { timeZone: "Australia/Lord_Howe", timeOfDay: "02:15" };
    expect(instantsOf(timing(daily(), zone), "2026-10-03T00:00:00Z", 1)).toEqual([
      "2026-10-03T15:45:00.000Z",
    ]);
  });

  it("the day that Samoa left out falls onto the next", () => {
    const zone = { timeZone: "Pacific/Apia", startOn: localDate("2011-12-01") };
    expect(daysOf(timing(daily(), zone), "2011-12-29T12:00:00Z", 3)).toEqual([
      "2011-12-29",
      "2011-12-31",
      "2012-01-01",
    ]);
    const [slot] = nextSlots(timing(monthly(30), zone), "2011-12-29T12:00:00Z", 1);
    expect(slot).toEqual({ on: "2011-12-30", time: "09:00", at: "2011-12-30T19:00:00.000Z" });
  });
});

const zones = Intl.supportedValuesOf("timeZone");
const rhythms: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({ every: fc.constant("day" as const), interval: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    every: fc.constant("week" as const),
    interval: fc.integer({ min: 1, max: 3 }),
    weekday: fc.constantFrom(...weekdays),
  }),
  fc.record({
    every: fc.constant("month" as const),
    interval: fc.integer({ min: 1, max: 4 }),
    day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant("last" as const)),
  }),
);
const timings: fc.Arbitrary<Timing> = fc.record({
  rhythm: rhythms,
  timeOfDay: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "01", "30", "59"))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`),
  timeZone: fc.constantFrom(...zones),
  startOn: fc
    .integer({ min: 0, max: 365 * 30 })
    .map((days) => addDays(localDate("2005-01-01"), days)),
});

/** The days of a rhythm one after the other, by looking at each. */
function daysByLooking({ rhythm, startOn }: Timing, count: number): LocalDate[] {
  const found: LocalDate[] = [];
  let fits = 0;
  for (let day = startOn; found.length < count; day = addDays(day, 1)) {
    if (!isDayOf(rhythm, day)) continue;
    if (fits % rhythm.interval === 0) found.push(day);
    fits += 1;
  }
  return found;
}

function isDayOf(rhythm: Rhythm, on: LocalDate): boolean {
  if (rhythm.every === "day") return true;
  if (rhythm.every === "week") return weekdays[weekdayOf(dayNumber(on))] === rhythm.weekday;
  const { year, month, day } = civilDay(dayNumber(on));
  const last = daysInMonth(year, month);
  return day === (rhythm.day === "last" ? last : Math.min(rhythm.day, last));
}

/** What a wall clock shows at an instant: "2026-12-01T09:00". */
function wallClock(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(new Date(at)).replace(" ", "T");
}

const quarterHour = 900_000;

describe("in every zone", () => {
  it("rings rise, and none is lost or comes twice", () => {
    fc.assert(
      fc.property(timings, (when) => {
        const before = new Date(Date.parse(`${when.startOn}T00:00:00Z`) - 3 * 86_400_000);
        const slots = nextSlots(when, before.toISOString(), 12);
        const rising = slots.map((slot) => slot.at);
        expect(rising).toEqual([...new Set(rising)].sort());
        const wanted = daysByLooking(when, 13).filter((day) => day !== leftOut[when.timeZone]);
        expect(slots.map((slot) => slot.on)).toEqual(wanted.slice(0, 12));
      }),
      { numRuns: 400 },
    );
  });

  it("asked one by one, or from in between, they are the same", () => {
    fc.assert(
      fc.property(timings, fc.integer({ min: 0, max: 8 }), (when, from) => {
        const slots = nextSlots(when, "2004-12-01T00:00:00Z", 10);
        const at = slots[from]?.at ?? "";
        expect(nextSlots(when, at, 9 - from)).toEqual(slots.slice(from + 1));
        const last = slots[9]?.at ?? "";
        expect(slotsBetween(when, at, last)).toEqual(slots.slice(from + 1));
      }),
      { numRuns: 200 },
    );
  });

  it("the wall clock shows the time, for the first time, or skips it", () => {
    fc.assert(
      fc.property(timings, (when) => {
        const { timeZone } = when;
        for (const slot of nextSlots(when, "2004-12-01T00:00:00Z", 4)) {
          const wanted = `${slot.on}T${slot.time}`;
          const shown = wallClock(slot.at, timeZone);
          // Never early: the clock shows it, or a later time since it skips it.
          expect(shown >= wanted).toBe(true);
          const before = Array.from({ length: 16 }, (_, back) =>
            new Date(Date.parse(slot.at) - (back + 1) * quarterHour).toISOString(),
          );
          const isShown = before.some((at) => wallClock(at, timeZone) === wanted);
          expect(isShown).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(zones)("%s: a daily ring on each day of 2026, at its local time", (timeZone) => {
    const startOn = localDate("2026-01-01");
    const when = timing(daily(), { timeZone, startOn, timeOfDay: "02:30" });
    const slots = nextSlots(when, "2025-12-25T00:00:00Z", 365);
    expect(new Set(slots.map((slot) => slot.on)).size).toBe(365);
    expect(slots.at(-1)?.on).toBe("2026-12-31");
    const steps = slots.slice(1).map((slot, index) => {
      return Date.parse(slot.at) - Date.parse(slots[index]?.at ?? "");
    });
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(21 * 3_600_000);
    expect(Math.max(...steps)).toBeLessThanOrEqual(27 * 3_600_000);
  });
});

/** Days that zones left out since 2005, which fall onto the next. */
const leftOut: Readonly<Record<string, string>> = {
  "Pacific/Apia": "2011-12-30",
  "Pacific/Fakaofo": "2011-12-30",
};
