import type { Price } from "../../billing/catalog/catalog.ts";

/** One amount in USD, EUR, GBP, JPY and CHF, in this order, as a price list prints them. */
export type PriceRow = readonly [usd: string, eur: string, gbp: string, jpy: string, chf: string];

type Priced = { readonly price: Price; readonly priceByCurrency: Readonly<Record<string, Price>> };

const otherCurrencies = ["EUR", "GBP", "JPY", "CHF"] as const;

/** A price of any model in all five currencies; `pick` takes a row's amount in the one at hand. */
export function priced(model: (pick: (row: PriceRow) => string) => Price): Priced {
  const inColumn = (column: number) => model((row) => row[column] ?? row[0]);
  const others = otherCurrencies.map((code, at): [string, Price] => [code, inColumn(at + 1)]);
  return { price: inColumn(0), priceByCurrency: Object.fromEntries(others) };
}

/** The same whatever the quantity. */
export function flat(...row: PriceRow): Priced {
  return priced((pick) => ({ model: "flat", amount: pick(row) }));
}

/** A price a seat above those that the base fee includes. */
export function perSeat(included: string, ...row: PriceRow): Priced {
  return priced((pick) => ({ model: "per-unit", unitPrice: pick(row), included }));
}
