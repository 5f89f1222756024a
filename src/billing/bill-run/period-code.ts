import type { Period } from "../catalog/catalog.ts";
import { isInWeeks, type PeriodLength, periodLength } from "../catalog/period-length.ts";

/**
 * A billing period in a few letters, part of a line's terms: "1m", "3m", "10d", "2w", and "3m/1m"
 * for a quarter at a monthly price. With it a stored line can be measured again without its plan.
 */
export type PeriodCode = string;

type CodedPeriod = { readonly period: Period; readonly pricePeriod: PeriodLength | null };

const codes = new Map<PeriodCode, CodedPeriod>();

/** The code of a period, and of the price period where the price is for another length. */
export function periodCode(period: Period, pricePeriod: Period | undefined): PeriodCode {
  const code = lengthCode(period);
  return pricePeriod === undefined ? code : `${code}/${lengthCode(pricePeriod)}`;
}

/** The period that a code stands for; throws for any other text. */
export function periodOfCode(code: PeriodCode): CodedPeriod {
  const known = codes.get(code);
  if (known) return known;
  const [period, pricePeriod] = code.split("/");
  const coded = {
    period: readCode(period ?? ""),
    pricePeriod: pricePeriod === undefined ? null : periodLength(readCode(pricePeriod)),
  };
  codes.set(code, coded);
  return coded;
}

function lengthCode(period: Period): string {
  const { unit, count } = periodLength(period);
  if (unit === "months") return `${count}m`;
  return isInWeeks(period) ? `${count / 7}w` : `${count}d`;
}

function readCode(code: string): Period {
  const count = Number(code.slice(0, -1));
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a period code: ${code}`);
  if (code.endsWith("m")) return { months: count };
  return code.endsWith("w") ? { weeks: count } : { days: count };
}
