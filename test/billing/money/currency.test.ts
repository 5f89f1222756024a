import { describe, expect, it } from "vitest";
import {
  currencyCodes,
  knownMinorDigits,
  minorDigits,
} from "../../../src/billing/money/currency.ts";

describe("the currency table", () => {
  it.each([
    ["USD", 2],
    ["EUR", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["ISK", 0],
    ["KWD", 3],
    ["IQD", 3],
    ["TND", 3],
    ["HUF", 2],
    ["IDR", 2],
    ["COP", 2],
    ["UGX", 0],
    ["MGA", 2],
    ["MRU", 2],
    ["CLF", 4],
    ["UYW", 4],
    ["UYI", 0],
  ])("%s has %i digits, as ISO 4217 says and not as CLDR rounds cash", (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });

  it("knows no made-up, lower-case or metal code", () => {
    for (const code of ["XYZ", "usd", "XAU", "XXX", "", "toString"]) {
      expect(minorDigits(code)).toBeUndefined();
    }
    expect(() => knownMinorDigits("XYZ")).toThrow("XYZ");
  });

  it("lists each code once", () => {
    const codes = currencyCodes();
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(165);
    for (const code of codes) expect(code).toMatch(/^[A-Z]{3}$/);
  });
});
