import { describe, expect, it } from "vitest";
import { localDate, parseLocalDate } from "../../../src/billing/calendar/local-date.ts";

describe("a calendar day", () => {
  it.each(["0001-01-01", "2026-01-01", "2026-12-31", "2024-02-29", "2000-02-29", "9999-12-31"])(
    "can be %s",
    (text) => {
      expect(parseLocalDate(text)).toBe(text);
      expect(localDate(text)).toBe(text);
    },
  );

  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-01-32",
    "0000-01-01",
    "26-1-1",
    "2026-1-01",
    "12026-01-01",
    "2026-01-011",
    "2026-01-01T00:00:00Z",
    " 2026-01-01",
    "",
  ])("can't be %s", (text) => {
    expect(parseLocalDate(text)).toBeNull();
    expect(() => localDate(text)).toThrow(`not a calendar day: ${text}`);
  });
});
