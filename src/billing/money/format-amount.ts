import { knownMinorDigits } from "./currency.ts";

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Minor units as a decimal text with exactly the currency's digits: 14516n USD → "145.16", 0n →
 * "0.00".
 */
export function formatMinor(minor: bigint, currency: string): string {
  const digits = knownMinorDigits(currency);
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * The minor units of an amount written in major units: "145.16" USD → 14516n. Null where `text` is
 * no plain decimal or is finer than the currency's minor unit ("0.005" USD), which no document can
 * state.
 */
export function parseAmount(text: string, currency: string): bigint | null {
  const match = decimalPattern.exec(text);
  if (!match) return null;
  const digits = knownMinorDigits(currency);
  const [sign, whole = "", decimals = ""] = [match[1], match[2], match[3]];
  if (/[^0]/.test(decimals.slice(digits))) return null;
  const units = BigInt(whole + decimals.slice(0, digits).padEnd(digits, "0"));
  return sign === "-" ? -units : units;
}
