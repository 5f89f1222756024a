import { describe, expect, it } from "vitest";
import { readLimits } from "../../../src/billing/approvals/read-limits.ts";
import { isWorkingTime, remindersDue } from "../../../src/billing/approvals/reminders.ts";
import { saysAmount, typedName } from "../../../src/billing/approvals/typed-total.ts";

describe("a total that is typed", () => {
  const total = { currency: "USD", minor: 31_698_575n };

  it.each([
    "316,985.75",
    "316985.75",
    "316.985,75",
    "316 985,75",
    " 316'985.75 ",
    "316,985.75 USD",
    "usd 316,985.75",
    "３１６,985.75",
  ])("is forgiven its separators: %s", (text) => {
    expect(saysAmount(text, total)).toBe(true);
  });

  it.each([
    "316,985.74",
    "316,985",
    "316,985.7",
    "31,698,575",
    "3169857.5",
    "3,16985.75",
    "316,985.75 EUR",
    "1e5",
    "-316,985.75",
    "316,985.75.",
    "316,,985.75",
    "",
    "abc",
  ])("is not forgiven its digits: %j", (text) => {
    expect(saysAmount(text, total)).toBe(false);
  });

  it("needs no minus where it is credited, and may have one", () => {
    const credited = { currency: "USD", minor: -112_000n };
    for (const text of ["1,120.00", "−1,120.00 USD", "-1120"]) {
      expect(saysAmount(text, credited), text).toBe(true);
    }
    expect(saysAmount("--1,120.00", credited)).toBe(false);
    expect(typedName(credited)).toBe("credited total");
  });

  it("needs no cents where there are none", () => {
    expect(saysAmount("1,000", { currency: "USD", minor: 100_000n })).toBe(true);
    expect(saysAmount("1.000", { currency: "USD", minor: 100_000n })).toBe(true);
    expect(saysAmount("1000.00", { currency: "USD", minor: 100_000n })).toBe(true);
    expect(saysAmount("47", { currency: "JPY", minor: 47n })).toBe(true);
    expect(saysAmount("1.234", { currency: "KWD", minor: 1_234n })).toBe(true);
  });
});

describe("limits as they are typed", () => {
  it.each<readonly [string, bigint, Readonly<Record<string, bigint>>]>([
    ["", 0n, {}],
    ["50,000", 5_000_000n, {}],
    ["50.000,00 USD", 5_000_000n, {}],
    ["50 000 usd; 40,000 EUR", 5_000_000n, { EUR: 4_000_000n }],
    ["40,000 EUR or 50,000.50", 5_000_050n, { EUR: 4_000_000n }],
    ["1000; 7000 JPY", 100_000n, { JPY: 7_000n }],
  ])("%j", (text, amount, byCurrency) => {
    expect(readLimits(text, "USD")).toEqual({ minor: amount, byCurrency });
  });

  it.each(["fifty", "1e9", "-5", "5,00,0", "40 EUR", "5 USD; 6 USD", "7 XXQ", "9".repeat(16)])(
    "%j is none, and says why",
    (text) => {
      expect(readLimits(text, "USD")).toBeTypeOf("string");
    },
  );
});

describe("reminders", () => {
  it("back off: after 4, 12 and 24 hours, then once a day", () => {
    const at = [0, 3.9, 4, 11.9, 12, 23, 24, 47, 48, 71, 72];
    expect(at.map((hours) => remindersDue(hours * 3_600_000))).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5,
    ]);
  });

  it("come in working hours of the company's zone", () => {
    expect(isWorkingTime("2026-12-01T08:30:00Z", "Europe/Berlin")).toBe(true);
    expect(isWorkingTime("2026-12-01T08:30:00Z", "UTC")).toBe(false);
    expect(isWorkingTime("2026-12-01T17:00:00Z", "Europe/Berlin")).toBe(false);
    expect(isWorkingTime("2026-12-05T10:00:00Z", "UTC")).toBe(false);
    expect(isWorkingTime("2026-12-07T01:00:00Z", "Asia/Tokyo")).toBe(true);
  });
});
