import { describe, expect, it } from "vitest";
import { dayNumber } from "../../../src/billing/calendar/day-number.ts";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import { sayDay, sayPeriodDays } from "../../../src/billing/calendar/say-day.ts";

const day = (text: string) => dayNumber(localDate(text));

describe("days for a person", () => {
  it.each([
    ["2026-01-31", "31 Jan 2026"],
    ["2026-02-01", "1 Feb 2026"],
    ["2026-03-10", "10 Mar 2026"],
    ["2026-04-09", "9 Apr 2026"],
    ["2026-05-05", "5 May 2026"],
    ["2026-06-30", "30 Jun 2026"],
    ["2026-07-04", "4 Jul 2026"],
    ["2026-08-15", "15 Aug 2026"],
    ["2026-09-01", "1 Sep 2026"],
    ["2026-10-31", "31 Oct 2026"],
    ["2026-11-11", "11 Nov 2026"],
    ["2026-12-24", "24 Dec 2026"],
  ])("%s is %s", (text, said) => {
    expect(sayDay(day(text))).toBe(said);
  });

  it.each([
    ["2026-01-01", "2026-02-01", "1–31 Jan 2026"],
    ["2026-01-15", "2026-02-15", "15 Jan–14 Feb 2026"],
    ["2026-12-15", "2027-01-15", "15 Dec 2026–14 Jan 2027"],
    ["2026-02-01", "2026-02-02", "1 Feb 2026"],
    ["2026-02-01", "2026-02-03", "1–2 Feb 2026"],
    ["2026-02-01", "2026-02-01", "1 Feb 2026"],
  ])("from %s up to %s are %s", (from, to, said) => {
    expect(sayPeriodDays(day(from), day(to))).toBe(said);
  });
});
