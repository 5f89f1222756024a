import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMinor, parseAmount } from "../../../src/billing/money/format-amount.ts";

describe("amounts as text", () => {
  it.each([
    [14516n, "USD", "145.16"],
    [-14516n, "USD", "-145.16"],
    [0n, "USD", "0.00"],
    [5n, "USD", "0.05"],
    [-5n, "USD", "-0.05"],
    [47n, "JPY", "47"],
    [0n, "JPY", "0"],
    [1234n, "KWD", "1.234"],
    [1n, "CLF", "0.0001"],
  ])("%s minor units of %s are %s", (minor, currency, text) => {
    expect(formatMinor(minor, currency)).toBe(text);
  });

  it("are read back as the same minor units", () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 30n), 10n ** 30n),
        fc.constantFrom("USD", "JPY", "KWD", "CLF"),
        (minor, currency) => {
          const text = formatMinor(minor, currency);
          expect(parseAmount(text, currency)).toBe(minor);
          expect(text).not.toMatch(/^-0(\.0+)?$/);
        },
      ),
    );
  });

  it.each(["1e3", "", "1,000", " 1", "1.", ".5", "+1", "NaN", "0.005"])(
    "%j is none in USD",
    (text) => {
      expect(parseAmount(text, "USD")).toBeNull();
    },
  );

  it("may carry zeros beyond the minor unit", () => {
    expect(parseAmount("12.3400", "USD")).toBe(1234n);
    expect(parseAmount("12.0", "JPY")).toBe(12n);
  });
});
