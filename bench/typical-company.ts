import type { BillingData } from "../dist/billing/billing-file/billing-data.js";
import { parseBillingFile } from "../dist/billing/billing-file/parse-billing-file.js";

/**
 * Customers number `from` up to `to`, each with three charges on one invoice: a base fee and seats in
 * advance, support in arrears; no tax, as in the measure that COPY was taken by.
 */
export function typicalCompany(from: number, to: number): BillingData {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  const key = (number: number) => `A${String(number).padStart(7, "0")}`;
  const parsed = parseBillingFile({
    version: 1,
    plans: [
      {
        key: "team",
        name: "Team",
        charges: [
          recurring("base", "advance", { model: "flat", amount: "49.00" }),
          recurring("seats", "advance", { model: "per-unit", unitPrice: "12.50", included: "2" }),
          recurring("support", "arrears", { model: "flat", amount: "19.00" }),
        ],
      },
    ],
    accounts: numbers.map((number) => ({
      key: key(number),
      name: `Customer ${number}`,
      billCycleDay: 1,
    })),
    subscriptions: numbers.map((number) => ({
      key: `S${key(number)}`,
      account: key(number),
      plan: "team",
      startOn: "2026-10-01",
      billedThroughOn: "2026-10-31",
      quantity: String(3 + (number % 9)),
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors[0]));
  return parsed.data;
}

function recurring(key: string, timing: string, price: object) {
  return { key, type: "recurring", period: "month", timing, price };
}
