import { formatMinor } from "./format-amount.ts";

declare const currencyBrand: unique symbol;

/**
 * An amount in minor units that knows its currency. Where the currency is written in the type
 * (`Money<"USD">`), adding two currencies doesn't compile; where it is known only when the program
 * runs, it throws. Made by `money`, so nothing that merely looks like an amount passes for one.
 */
export type Money<Currency extends string = string> = {
  readonly minor: bigint;
  readonly currency: Currency;
  readonly [currencyBrand]: Currency;
};

/** So many minor units of a currency. Prices and fractions (`Exact`) are rounded before. */
export function money<Currency extends string>(minor: bigint, currency: Currency): Money<Currency> {
  return { minor, currency } as Money<Currency>;
}

/** Both together. Throws where they are of different currencies. */
export function addMoney<Currency extends string>(
  a: Money<Currency>,
  b: Money<NoInfer<Currency>>,
): Money<Currency> {
  return money(a.minor + inCurrencyOf(a, b), a.currency);
}

/** What is left of `a` without `b`. Throws where they are of different currencies. */
export function subtractMoney<Currency extends string>(
  a: Money<Currency>,
  b: Money<NoInfer<Currency>>,
): Money<Currency> {
  return money(a.minor - inCurrencyOf(a, b), a.currency);
}

/** "145.16". */
export function formatMoney({ minor, currency }: Money): string {
  return formatMinor(minor, currency);
}

function inCurrencyOf(a: Money, b: Money): bigint {
  if (a.currency === b.currency) return b.minor;
  throw new RangeError(`${b.currency} can't be counted as ${a.currency}`);
}
