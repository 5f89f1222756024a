import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Price } from "../../../src/billing/catalog/catalog.ts";
import {
  add,
  compare,
  type Exact,
  exact,
  exactText,
  multiply,
  subtract,
  zero,
} from "../../../src/billing/money/exact.ts";
import { ratePrice } from "../../../src/billing/rating/rate-price.ts";

const graduated: Price = {
  model: "graduated",
  tiers: [
    { upTo: "10", unitPrice: "0", flatFee: "5" },
    { upTo: "20.5", unitPrice: "1.25" },
    { upTo: null, unitPrice: "0.375", flatFee: "2.1" },
  ],
};
const volume: Price = {
  model: "volume",
  tiers: [
    { upTo: "10", unitPrice: "2", flatFee: "1" },
    { upTo: null, unitPrice: "1.5", flatFee: "4" },
  ],
};
const percents: Price = {
  model: "graduated-percentage",
  tiers: [
    { upTo: "1000", percent: "2.9" },
    { upTo: null, percent: "1.75", flatFee: "3" },
  ],
};
const packages: Price = { model: "package", size: "100", amount: "7.50", included: "50" };
const share: Price = {
  model: "percentage",
  percent: "2.5",
  fixedFee: "0.30",
  freeAmount: "100",
  freeEvents: 2,
};

describe("what a quantity costs", () => {
  it.each<[string, Price, string, string]>([
    ["graduated", graduated, "0", "5"],
    ["graduated", graduated, "10", "5"],
    ["graduated", graduated, "10.1", "5.125"],
    ["graduated", graduated, "20.5", "18.125"],
    ["graduated", graduated, "20.6", "20.2625"],
    ["graduated", graduated, "100", "50.0375"],
    ["volume", volume, "0", "1"],
    ["volume", volume, "10", "21"],
    ["volume", volume, "10.01", "19.015"],
    ["graduated by percent", percents, "1000", "29"],
    ["graduated by percent", percents, "1000.01", "32.000175"],
    ["by package", packages, "50", "0"],
    ["by package", packages, "50.1", "7.5"],
    ["by package", packages, "150", "7.5"],
    ["by package", packages, "151", "15"],
  ])("%s (%#) of %s comes to %s", (_, price, quantity, amount) => {
    expect(exactText(ratePrice(price, exact(quantity), 1))).toBe(amount);
  });

  it.each([
    ["100", 2, "0"],
    ["140", 2, "1"],
    ["140", 3, "1.3"],
    ["0", 1, "0"],
  ])("by percent of %s in %d events comes to %s", (quantity, events, amount) => {
    expect(exactText(ratePrice(share, exact(quantity), events))).toBe(amount);
  });

  it("graduated is the sum of its tiers, whatever decimals they are written in", () => {
    const decimal = fc
      .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
      .map(([n, digits]) => (n / 10 ** digits).toFixed(digits));
    const anyTiers = fc
      .array(fc.tuple(decimal, decimal, decimal), { minLength: 1, maxLength: 5 })
      .map((parts) => tiersOf(parts));
    fc.assert(
      fc.property(anyTiers, decimal, (tiers, text) => {
        const quantity = exact(text);
        const rated = ratePrice({ model: "graduated", tiers }, quantity, 1);
        expect(compare(rated, slowly(tiers, quantity))).toBe(0);
      }),
    );
  });
});

type PlainTier = { upTo: string | null; unitPrice: string; flatFee: string };

/** Tiers of these widths; a tier has a width, so that ends rise. */
function tiersOf(parts: readonly (readonly [string, string, string])[]): PlainTier[] {
  let end: Exact = zero;
  return parts.map(([width, unitPrice, flatFee], index) => {
    end = add(add(end, exact(width)), exact("0.5"));
    return { upTo: index === parts.length - 1 ? null : exactText(end), unitPrice, flatFee };
  });
}

/** Tier by tier in exact numbers: slow and obviously right. */
function slowly(tiers: readonly PlainTier[], quantity: Exact): Exact {
  let [amount, below] = [zero, zero];
  for (const [index, { upTo, unitPrice, flatFee }] of tiers.entries()) {
    if (index > 0 && compare(quantity, below) <= 0) break;
    const end = upTo !== null && compare(exact(upTo), quantity) < 0 ? exact(upTo) : quantity;
    amount = add(amount, exact(flatFee));
    amount = add(amount, multiply(subtract(end, below), exact(unitPrice)));
    if (upTo !== null) below = exact(upTo);
  }
  return amount;
}
