import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocate,
  allocateByWeight,
  allocateWithin,
  sumExact,
} from "../../../src/billing/money/allocate.ts";
import { exact, ratio, roundHalfAway } from "../../../src/billing/money/exact.ts";

const anyShares = fc.array(
  fc.tuple(fc.bigInt(-100_000n, 100_000n), fc.bigInt(1n, 999n)).map(([n, d]) => ratio(n, d)),
  { minLength: 1, maxLength: 12 },
);

describe("allocating", () => {
  it("gives the rest to the largest remainders, ties to the earlier part", () => {
    expect(allocateByWeight(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(4n, ["1.4", "1.3", "1.2"].map(exact))).toEqual([2n, 1n, 1n]);
    expect(allocate(4n, ["1.1", "1.2", "1.4"].map(exact))).toEqual([1n, 1n, 2n]);
  });

  it("splits a negative amount like its mirror image", () => {
    expect(allocateByWeight(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
  });

  it("splits a net of charges and credits", () => {
    expect(allocate(2n, ["-1.5", "3"].map(exact))).toEqual([-1n, 3n]);
  });

  it("always adds up, and no part is a unit or more from its share", () => {
    fc.assert(
      fc.property(anyShares, (shares) => {
        const total = roundHalfAway(sumExact(shares));
        const parts = allocate(total, shares);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const share = shares[index] ?? ratio(0);
          const off = part * share.d - share.n;
          expect(off < share.d && off > -share.d).toBe(true);
        }
      }),
    );
  });

  it("keeps within bounds and moves what doesn't fit to other parts", () => {
    const bounds = [{ least: -1n, most: 0n }, null];
    expect(allocateWithin(-3n, ["-1.6", "-1.4"].map(exact), bounds)).toEqual([-1n, -2n]);
  });

  it("lets bounds win over the sum", () => {
    const bounds = [{ least: -1n, most: 0n }];
    expect(allocateWithin(-2n, [exact("-1.5")], bounds)).toEqual([-1n]);
  });

  it("gives what one part can't take to those farthest behind, ties to the earlier", () => {
    const capped = { least: null, most: 1n };
    const shares = ["2", "1.4", "1.6", "1.6"].map(exact);
    expect(allocateWithin(7n, shares, [capped, null, null, null])).toEqual([1n, 2n, 2n, 2n]);
    const even = ["2", "2", "2"].map(exact);
    expect(allocateWithin(6n, even, [capped, null, null])).toEqual([1n, 3n, 2n]);
    expect(allocateWithin(6n, even, [null, null, capped])).toEqual([3n, 2n, 1n]);
  });

  it("takes what one part has too much from those farthest ahead of their share", () => {
    const least = { least: 5n, most: null };
    const shares = ["2", "3.6", "3.4"].map(exact);
    expect(allocateWithin(9n, shares, [least, null, null])).toEqual([5n, 2n, 2n]);
    const open = [least, { least: 3n, most: null }, null];
    expect(allocateWithin(9n, shares, open)).toEqual([5n, 3n, 1n]);
  });

  it("leaves a part at its bound, and stops where every part is at one", () => {
    const bounds = [
      { least: 0n, most: 2n },
      { least: 0n, most: 3n },
    ];
    expect(allocateWithin(5n, ["2", "3"].map(exact), bounds)).toEqual([2n, 3n]);
    expect(allocateWithin(7n, ["3", "4"].map(exact), bounds)).toEqual([2n, 3n]);
    expect(allocateWithin(-2n, ["-1", "-1"].map(exact), bounds)).toEqual([0n, 0n]);
  });

  it.each([
    ["more", 10n],
    ["less", 1n],
  ])("refuses shares that come to %s than the total", (_, total) => {
    const shares = [exact("1"), exact("2")];
    expect(() => allocate(total, shares)).toThrow("shares do not fit the total");
  });

  it("rounds up every part where the total asks for it", () => {
    expect(allocate(4n, ["1.5", "1.6"].map(exact))).toEqual([2n, 2n]);
  });
});
