import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { Line, LineDiscount, LineKind, LineTax } from "../billing/invoicing/document.ts";

/** Columns of a line for `jsonRows`, from an alias `l`. */
export const lineColumns = `
  l.account, coalesce(l.subscription, '') AS subscription, l.charge, l.kind, l.from_on, l.to_on,
  l.period_from_on, l.correction,
  l.corrects, l.quantity::text AS quantity, l.fraction, l.amount_minor::text AS amount_minor,
  l.discount_minor::text AS discount_minor, l.tax_minor::text AS tax_minor, l.discounts, l.taxes,
  l.terms, l.why`;

/** What `lineColumns` gives. */
export type LineRow = {
  readonly account: string;
  readonly subscription: string;
  readonly charge: string;
  readonly kind: LineKind;
  readonly from_on: LocalDate;
  readonly to_on: LocalDate;
  readonly period_from_on: LocalDate;
  readonly correction: number;
  readonly corrects: readonly string[];
  readonly quantity: string;
  readonly fraction: string | null;
  readonly amount_minor: string;
  readonly discount_minor: string;
  readonly tax_minor: string;
  readonly discounts: readonly DiscountJson[];
  readonly taxes: readonly TaxJson[];
  readonly terms: string;
  readonly why: string;
};

type DiscountJson = { readonly coupon: string; readonly discountMinor: string };
type TaxJson = Omit<LineTax, "baseMinor" | "taxMinor"> & {
  readonly baseMinor: string;
  readonly taxMinor: string;
};

/** A line as the book knows it. */
export function toLine(row: LineRow): Line {
  return {
    account: row.account,
    subscription: row.subscription,
    charge: row.charge,
    kind: row.kind,
    from: row.from_on,
    to: row.to_on,
    periodFrom: row.period_from_on,
    correction: row.correction,
    corrects: row.corrects,
    quantity: row.quantity,
    fraction: row.fraction,
    amountMinor: BigInt(row.amount_minor),
    discountMinor: BigInt(row.discount_minor),
    taxMinor: BigInt(row.tax_minor),
    discounts: row.discounts.map(toDiscount),
    taxes: row.taxes.map(toTax),
    terms: row.terms,
    why: row.why,
  };
}

function toDiscount(json: DiscountJson): LineDiscount {
  return { coupon: json.coupon, discountMinor: BigInt(json.discountMinor) };
}

function toTax(json: TaxJson): LineTax {
  const { rate, percent, inclusive } = json;
  const [baseMinor, taxMinor] = [BigInt(json.baseMinor), BigInt(json.taxMinor)];
  return { rate, percent, inclusive, baseMinor, taxMinor };
}

/** Parts of a line for a JSON column: whole minor units become texts. */
export function partsToJson(parts: readonly (LineDiscount | LineTax)[]): string {
  if (parts.length === 0) return "[]";
  return JSON.stringify(parts, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
