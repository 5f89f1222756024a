import { formatMinor } from "./format-amount.ts";
import { groupDigits } from "./group-digits.ts";

/** Minor units for people: 31698575n USD → "316,985.75 USD"; with a true minus sign if negative. */
export function amountText(minor: bigint, currency: string): string {
  return `${bareAmountText(minor, currency)} ${currency}`;
}

/** The same where the currency stands beside it already, as in a row of a table: "316,985.75". */
export function bareAmountText(minor: bigint, currency: string): string {
  const sign = minor < 0n ? "−" : "";
  return `${sign}${groupDigits(formatMinor(minor < 0n ? -minor : minor, currency))}`;
}

/** 1204 → "1,204". */
export function countText(count: number): string {
  return groupDigits(String(count));
}

/** "1 invoice", "1,204 invoices"; the plural is given where an s does not make it. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/**
 * How an amount stands to an earlier one: "+2.1 %", "−0.4 %", "±0.0 %". Rounded half away from zero
 * to a tenth; null where there was nothing to compare with.
 */
export function changeText(now: bigint, before: bigint): string | null {
  if (before === 0n) return null;
  const size = before < 0n ? -before : before;
  const difference = now - before;
  const positive = difference < 0n ? -difference : difference;
  const tenths = (positive * 2_000n + size) / (2n * size);
  const sign = tenths === 0n ? "±" : difference < 0n ? "−" : "+";
  return `${sign}${groupDigits((tenths / 10n).toString())}.${tenths % 10n} %`;
}
