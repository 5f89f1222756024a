import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDateAt } from "../../../src/billing/calendar/local-day.ts";

describe("the local day of an instant", () => {
  it.each([
    ["2026-01-31T23:59:59Z", "UTC", "2026-01-31"],
    ["2026-02-01T00:00:00+05:30", "UTC", "2026-01-31"],
    ["2026-10-31T22:59:59Z", "Europe/Berlin", "2026-10-31"],
    ["2026-10-31T23:00:00Z", "Europe/Berlin", "2026-11-01"],
    ["2026-03-29T00:59:59Z", "Europe/London", "2026-03-29"],
    ["2026-01-31T09:59:59Z", "Pacific/Kiritimati", "2026-01-31"],
    ["2026-01-31T10:00:00Z", "Pacific/Kiritimati", "2026-02-01"],
    ["2026-04-30T13:29:59Z", "Australia/Lord_Howe", "2026-04-30"],
    ["2026-04-30T13:30:00Z", "Australia/Lord_Howe", "2026-05-01"],
    ["2026-03-08T04:59:59Z", "America/New_York", "2026-03-07"],
    ["2026-11-01T04:00:00Z", "America/New_York", "2026-11-01"],
    ["2026-11-02T04:59:59.999Z", "America/New_York", "2026-11-01"],
    ["2011-12-30T09:59:59Z", "Pacific/Apia", "2011-12-29"],
    ["2011-12-30T10:00:00Z", "Pacific/Apia", "2011-12-31"],
    ["1969-12-31T23:59:59Z", "UTC", "1969-12-31"],
  ])("%s in %s is %s", (instant, zone, day) => {
    expect(localDateAt(instant, zone)).toBe(day);
  });

  it.each([
    // Between 23:59 and 01:01 the offset changes by an hour: both sides of one UTC day.
    ["2026-03-28T23:30:00Z", "Europe/London", "2026-03-28"],
    ["2026-03-29T23:30:00Z", "Europe/London", "2026-03-30"],
    ["2026-10-24T23:30:00Z", "Europe/London", "2026-10-25"],
    ["2026-10-25T00:30:00Z", "Europe/London", "2026-10-25"],
    ["2026-10-25T23:30:00Z", "Europe/London", "2026-10-25"],
  ])("around a change of clocks: %s in %s is %s", (instant, zone, day) => {
    expect(localDateAt(instant, zone)).toBe(day);
  });

  it("is what the platform says, for any instant and zone", () => {
    const zones = ["America/New_York", "Asia/Kathmandu", "Europe/Berlin", "Africa/Casablanca"];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000 }),
        fc.constantFrom(...zones),
        (seconds, timeZone) => {
          const instant = new Date(seconds * 1000);
          const told = new Intl.DateTimeFormat("en-CA", { timeZone }).format(instant);
          expect(localDateAt(instant.toISOString(), timeZone)).toBe(told);
        },
      ),
    );
  });

  it("throws for what is no instant and for an unknown zone", () => {
    expect(() => localDateAt("yesterday", "UTC")).toThrow(RangeError);
    expect(() => localDateAt("2026-01-01T00:00:00Z", "Mars/Olympus")).toThrow(RangeError);
  });
});
