import { knownMinorDigits, minorDigits } from "../money/currency.ts";
import { parseAmount } from "../money/format-amount.ts";

/** Limits by currency as people type them: "50,000", "50,000.00 USD; 40,000 EUR". */
export type Limits = {
  /** In the settings' currency. */
  readonly minor: bigint;
  readonly byCurrency: Readonly<Record<string, bigint>>;
};

/** What was typed, or a sentence about what is wrong with it. Nothing typed: from zero on. */
export function readLimits(text: string, currency: string): Limits | string {
  const parts = text.split(/[;\n]|\bor\b/i).map((part) => part.trim());
  const byCurrency: Record<string, bigint> = {};
  for (const part of parts.filter((each) => each !== "")) {
    const match = /^([\d.,'’\s]+?)\s*([A-Za-z]{3})?$/.exec(part);
    const named = (match?.[2] ?? currency).toUpperCase();
    if (!match || minorDigits(named) === undefined) return `“${part.slice(0, 30)}” is no amount.`;
    if (named in byCurrency) return `${named} is there twice.`;
    const minor = readMinor(match[1] ?? "", named);
    if (minor === null) return `“${part.slice(0, 30)}” is no amount of ${named}.`;
    byCurrency[named] = minor;
  }
  const minor = byCurrency[currency];
  if (minor === undefined && Object.keys(byCurrency).length > 0) return `Name one in ${currency}.`;
  const others = Object.entries(byCurrency).filter(([each]) => each !== currency);
  return { minor: minor ?? 0n, byCurrency: Object.fromEntries(others) };
}

/** "50,000.00", "50.000,00" and "50 000"; a last group of as many digits as cents are cents. */
function readMinor(text: string, currency: string): bigint | null {
  const plain = text.replace(/[\s'’]/g, "");
  const cents = knownMinorDigits(currency);
  const match = cents > 0 ? new RegExp(`^([\\d.,]*\\d)[.,](\\d{${cents}})$`).exec(plain) : null;
  const whole = match?.[1] ?? plain;
  if (!/^\d+$|^\d{1,3}([.,]\d{3})+$/.test(whole)) return null;
  const digits = whole.replace(/[.,]/g, "");
  if (digits.length > 15) return null;
  return parseAmount(match ? `${digits}.${match[2]}` : digits, currency);
}
