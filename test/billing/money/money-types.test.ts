import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { exact } from "../../../src/billing/money/exact.ts";
import { formatMinor } from "../../../src/billing/money/format-amount.ts";
import {
  addMoney,
  formatMoney,
  type Money,
  money,
  subtractMoney,
} from "../../../src/billing/money/money.ts";

const dollars = money(14_516n, "USD");
const euros = money(100n, "EUR");

/** A currency that is known only when the program runs. */
function read(currency: string): Money {
  return money(100n, currency);
}

describe("money of one currency", () => {
  it("is added and subtracted in minor units", () => {
    expect(addMoney(dollars, money(84n, "USD"))).toEqual(money(14_600n, "USD"));
    expect(subtractMoney(dollars, money(20_000n, "USD"))).toEqual(money(-5_484n, "USD"));
    expect(formatMoney(dollars)).toBe("145.16");
    expect(formatMoney(money(-5n, "KWD"))).toBe("-0.005");
  });

  it("keeps its currency in the type", () => {
    const sum: Money<"USD"> = addMoney(dollars, dollars);
    expect(sum.currency).toBe("USD");
  });
});

describe("money of two currencies", () => {
  it("can't be added or subtracted: it doesn't compile, and throws", () => {
    // @ts-expect-error euros are no dollars
    expect(() => addMoney(dollars, euros)).toThrow("EUR can't be counted as USD");
    // @ts-expect-error dollars are no euros
    expect(() => subtractMoney(euros, dollars)).toThrow("USD can't be counted as EUR");
    // @ts-expect-error a currency that was read may be any
    expect(() => addMoney(dollars, read("JPY"))).toThrow("JPY can't be counted as USD");
  });

  it("throws where the currencies are known only when the program runs", () => {
    expect(() => addMoney(read("USD"), read("EUR"))).toThrow("EUR can't be counted as USD");
    expect(addMoney(read("USD"), read("USD")).minor).toBe(200n);
  });

  it("isn't taken for the other", () => {
    // @ts-expect-error euros are no dollars
    const wrong: Money<"USD"> = euros;
    expect(wrong.currency).toBe("EUR");
  });
});

describe("minor units", () => {
  const compilesOnly = (_: () => unknown) => undefined;

  it("are no decimals, exact numbers, floats or texts: they don't compile", () => {
    // @ts-expect-error a decimal is a price or a quantity
    compilesOnly(() => money(new Decimal("145.16"), "USD"));
    // @ts-expect-error an exact number has to be rounded first
    compilesOnly(() => money(exact("145.16"), "USD"));
    // @ts-expect-error a float never is money
    compilesOnly(() => money(145.16, "USD"));
    // @ts-expect-error a text has to be parsed
    compilesOnly(() => money("145.16", "USD"));
    // @ts-expect-error an exact number has to be rounded before it is shown
    compilesOnly(() => formatMinor(exact("145.16"), "USD"));
    // @ts-expect-error a bare number doesn't know its currency
    compilesOnly(() => addMoney(dollars, 100n));
    // @ts-expect-error what merely looks like money was made by nobody
    compilesOnly((): Money<"USD"> => ({ minor: 1n, currency: "USD" }));
    expect(compilesOnly(() => money(1n, "USD"))).toBeUndefined();
  });
});
