import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  ceiling,
  compare,
  divide,
  exact,
  exactText,
  floor,
  fractionText,
  multiply,
  ratio,
  roundHalfAway,
  subtract,
} from "../../../src/billing/money/exact.ts";

const anyExact = fc
  .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 9n))
  .map(([n, d]) => ratio(n, d));

describe("exact numbers", () => {
  it("come from decimals and go back to the shortest decimal", () => {
    expect(exactText(exact("14.630"))).toBe("14.63");
    expect(exactText(exact("-0.50"))).toBe("-0.5");
    expect(exactText(exact("0.0001"))).toBe("0.0001");
    expect(exactText(exact("800"))).toBe("800");
    expect(exactText(ratio(1, 3))).toBe("1/3");
  });

  it.each(["1e3", "", "1,5", "NaN", " 1", "--1", "1.2.3"])("%j is none", (text) => {
    expect(() => exact(text)).toThrow(RangeError);
  });

  it.each([
    ["0.5", 1n],
    ["-0.5", -1n],
    ["2.4999", 2n],
    ["-2.5", -3n],
    ["267.5", 268n],
    ["0", 0n],
  ])("%s is rounded to %s, a half away from zero", (text, rounded) => {
    expect(roundHalfAway(exact(text))).toBe(rounded);
  });

  it("know their whole parts on both sides of zero", () => {
    expect([floor(exact("-1.2")), ceiling(exact("-1.2"))]).toEqual([-2n, -1n]);
    expect([floor(exact("1.2")), ceiling(exact("1.2"))]).toEqual([1n, 2n]);
    expect([floor(exact("3")), ceiling(exact("3"))]).toEqual([3n, 3n]);
  });

  it("show fractions in lowest terms", () => {
    expect(fractionText(ratio(20, 366))).toBe("10/183");
    expect(fractionText(ratio(30, 30))).toBe("1/1");
  });

  it("add, subtract, multiply and divide without loss", () => {
    fc.assert(
      fc.property(anyExact, anyExact, (a, b) => {
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        if (b.n !== 0n) expect(compare(multiply(divide(a, b), b), a)).toBe(0);
      }),
    );
  });

  it("are never more than half a unit from what they are rounded to", () => {
    fc.assert(
      fc.property(anyExact, (a) => {
        const off = subtract(a, ratio(roundHalfAway(a)));
        expect(compare(off.n < 0n ? ratio(-off.n, off.d) : off, ratio(1, 2))).toBeLessThanOrEqual(
          0,
        );
      }),
    );
  });
});
