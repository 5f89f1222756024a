import { expect, it } from "vitest";
import type { Price } from "../../../src/billing/catalog/catalog.ts";
import { exact } from "../../../src/billing/money/exact.ts";
import { joinPrice, sayPrice } from "../../../src/billing/rating/say-price.ts";

const storage: Price = {
  model: "graduated",
  tiers: [
    { upTo: "10000" },
    { upTo: "100000", unitPrice: "0.004" },
    { upTo: null, unitPrice: "0.0025", flatFee: "5" },
  ],
};
const bulk: Price = {
  model: "volume",
  tiers: [
    { upTo: "10", unitPrice: "150" },
    { upTo: "50", unitPrice: "120" },
    { upTo: "90", flatFee: "5000" },
    { upTo: null, unitPrice: "60", flatFee: "500" },
  ],
};
const many: Price = {
  model: "graduated",
  tiers: [
    ...["1", "2", "3", "4", "5"].map((upTo) => ({ upTo, unitPrice: "2" })),
    { upTo: null, unitPrice: "1" },
  ],
};
const included: Price = { model: "per-unit", unitPrice: "2", included: "10" };
const packs: Price = { model: "package", size: "1000", amount: "5", included: "500" };
const cards: Price = {
  model: "percentage",
  percent: "2.9",
  fixedFee: "0.3",
  freeAmount: "1000",
  freeEvents: 6,
};
const plainCards: Price = { model: "percentage", percent: "2.90", fixedFee: "0.3" };
const sales: Price = {
  model: "graduated-percentage",
  tiers: [
    { upTo: "1000", percent: "1", flatFee: "5" },
    { upTo: null, percent: "0.5" },
  ],
};

it.each<[Price, string, number, string, string]>([
  [{ model: "flat", amount: "1200.5" }, "3", 1, "a month", "1,200.50 a month"],
  [{ model: "flat", amount: "-5" }, "1", 1, "", "-5.00"],
  [{ model: "per-unit", unitPrice: "0.0006" }, "1250.50", 1, "", "1,250.5 × 0.0006"],
  [included, "15", 1, "a month", "15 units a month: 10 included, 5 at 2.00"],
  [included, "8", 1, "a month", "8 units a month, all within the 10 included"],
  [included, "1", 1, "", "1 unit, all within the 10 included"],
  [
    storage,
    "123650",
    9,
    "",
    "123,650 units: 10,000 free, 90,000 at 0.004, 23,650 at 0.0025 and 5.00 flat",
  ],
  [storage, "10000", 9, "", "10,000 units: 10,000 free"],
  [many, "7", 1, "", "7 units: 1 at 2.00, and so on over 6 tiers to 2 at 1.00"],
  [bulk, "10", 1, "a month", "10 × 150.00 a month, the price up to 10"],
  [bulk, "19", 1, "a month", "19 × 120.00 a month, the price above 10"],
  [bulk, "60", 1, "a year", "5,000.00 flat for 60 units a year, the price above 50"],
  [bulk, "100", 1, "", "100 × 60.00 and 500.00 flat, the price above 90"],
  [packs, "2500", 1, "", "2,500 units: 500 included, 2 packages of 1,000 at 5.00"],
  [packs, "501", 1, "", "501 units: 500 included, 1 package of 1,000 at 5.00"],
  [packs, "0", 1, "", "0 units, all within the 500 included"],
  [plainCards, "12000", 14, "", "2.9% of 12,000.00 and 14 × 0.30"],
  [
    cards,
    "12000",
    20,
    "",
    "2.9% of 11,000.00 (12,000.00 less 1,000.00 free) and 14 × 0.30 (20 events less 6 free)",
  ],
  [sales, "12000", 3, "", "12,000.00: 1% of 1,000.00 and 5.00 flat, 0.5% of 11,000.00"],
])("%j for %s is said as it is charged", (price, quantity, events, per, expected) => {
  expect(joinPrice(sayPrice(price, exact(quantity), events, "USD"), per)).toBe(expected);
});

it("says flat fees of a tier without units, and yen without decimals", () => {
  const price: Price = {
    model: "graduated",
    tiers: [
      { upTo: "5", flatFee: "900" },
      { upTo: null, unitPrice: "100" },
    ],
  };
  const said = (quantity: string) => joinPrice(sayPrice(price, exact(quantity), 1, "JPY"), "");
  expect(said("0")).toBe("0 units: 900 flat");
  expect(said("7")).toBe("7 units: 5 for 900 flat, 2 at 100");
});
