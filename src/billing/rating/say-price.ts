import type { ServicePeriod } from "../calendar/cycle.ts";
import type { DayNumber } from "../calendar/day-number.ts";
import type { Price } from "../catalog/catalog.ts";
import { minorDigits } from "../money/currency.ts";
import { exact, exactText, fractionText } from "../money/exact.ts";
import { fractionOf, type Measure } from "./fraction.ts";

/** What a quantity is charged at: "100.00", "3 × 10.00", "20 in graduated tiers". For a person. */
export function sayRate(price: Price, quantity: string, currency: string): string {
  const amount = exactText(exact(quantity));
  switch (price.model) {
    case "flat":
      return sayAmount(price.amount, currency);
    case "per-unit":
      return `${sayAbove(amount, price.included)} × ${sayAmount(price.unitPrice, currency)}`;
    case "graduated":
      return `${amount} in graduated tiers`;
    case "volume":
      return `${amount} at the price of the volume reached`;
    case "package": {
      const units = sayAbove(amount, price.included);
      return `${units} in packages of ${price.size} at ${sayAmount(price.amount, currency)}`;
    }
    case "percentage": {
      const base = sayAbove(amount, price.freeAmount);
      const fee = price.fixedFee ? ` and ${sayAmount(price.fixedFee, currency)} an event` : "";
      const free = price.fixedFee && price.freeEvents ? ` above ${price.freeEvents}` : "";
      return `${price.percent}% of ${base}${fee}${free}`;
    }
    case "graduated-percentage":
      return `graduated percentages of ${amount}`;
  }
}

/**
 * "14 of 31 days", "20 of 30 days (30-day months)", "83/30 price periods": what part of a price.
 */
export function sayFraction(
  measure: Measure,
  period: ServicePeriod,
  from: DayNumber,
  to: DayNumber,
): string {
  const { cycle, proration, pricePeriod } = measure;
  if (pricePeriod !== null)
    return `${fractionText(fractionOf(measure, period, from, to))} of the price`;
  if (cycle.unit === "days" || proration === "actual") {
    return `${to - from} of ${period.to - period.wholeFrom} days`;
  }
  const whole = 30 * cycle.length;
  const { n, d } = fractionOf(measure, period, from, to);
  const rule = proration === "30/360" ? "months of 30 days" : "actual days over months of 30";
  return `${(n * BigInt(whole)) / d} of ${whole} days (${rule})`;
}

/** Decimals as written, filled up to the currency's digits: "9.5" → "9.50", "0.0006" stays. */
function sayAmount(text: string, currency: string): string {
  const digits = minorDigits(currency) ?? 0;
  const [whole = "", decimals = ""] = exactText(exact(text)).split(".");
  const filled = decimals.padEnd(digits, "0");
  return filled === "" ? whole : `${whole}.${filled}`;
}

function sayAbove(amount: string, free: string | undefined): string {
  return free === undefined ? amount : `(${amount} less ${exactText(exact(free))} included)`;
}
