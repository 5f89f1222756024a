import { dayNumber } from "../calendar/day-number.ts";
import { sayPeriodDays } from "../calendar/say-day.ts";
import type { Line } from "../invoicing/document.ts";
import { amountText } from "../money/amount-text.ts";

/**
 * A line with its reason, wherever it is read: "1–31 Dec 2026: 12 of 31 days at 100.00 a month =
 * 38.71 USD, discount −3.87 USD, tax 6.62 USD". `clean` makes foreign words safe for the reader.
 */
export function explainedLine(
  line: Pick<Line, "from" | "to" | "why" | "amountMinor" | "discountMinor" | "taxMinor">,
  currency: string,
  clean: (text: string) => string,
): string {
  const period = sayPeriodDays(dayNumber(line.from), dayNumber(line.to));
  const parts = [`${period}: ${clean(line.why)} = ${amountText(line.amountMinor, currency)}`];
  if (line.discountMinor !== 0n) {
    parts.push(`discount ${amountText(-line.discountMinor, currency)}`);
  }
  if (line.taxMinor !== 0n) parts.push(`tax ${amountText(line.taxMinor, currency)}`);
  return parts.join(", ");
}
