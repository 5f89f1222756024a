import type { PeriodCode } from "./period-code.ts";

/**
 * The fingerprint that a line carries: its period, and the mark that is equal where nothing
 * changed. Of usage and minimum lines also the amount at listed prices, which can't be read back
 * from the line where tax inside the price was taken out.
 */
export type LineTerms = {
  readonly code: PeriodCode;
  readonly mark: string;
  readonly listedMinor: bigint | null;
};

/** "1m 100" or "1m k3j2h1 =3500". */
export function writeTerms({ code, mark, listedMinor }: LineTerms): string {
  return listedMinor === null ? `${code} ${mark}` : `${code} ${mark} =${listedMinor}`;
}

/** Reads what `writeTerms` wrote; throws for anything else. */
export function readTerms(text: string): LineTerms {
  const [code, mark, listed] = text.split(" ");
  if (code === undefined || mark === undefined)
    throw new RangeError(`not terms of a line: ${text}`);
  return { code, mark, listedMinor: listed === undefined ? null : BigInt(listed.slice(1)) };
}
