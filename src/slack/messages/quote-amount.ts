import { formatMinor, parseAmount } from "../../billing/money/format-amount.ts";
import { groupDigits } from "../../billing/money/group-digits.ts";
import type { Quote } from "../../billing/subscriptions/subscription.ts";

/** "48,000.00 EUR", before tax. */
export function quoteAmount({ amount, currency }: Quote): string {
  const minor = parseAmount(amount, currency);
  const text = minor === null ? amount : formatMinor(minor, currency);
  return `${groupDigits(text)} ${currency}`;
}
