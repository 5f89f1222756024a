import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";

/** Monthly customers of one plan at 100.00 a seat, with what a test wants otherwise. */
export function smallCompany(
  accounts: readonly {
    readonly key: string;
    readonly seats?: string;
    readonly segment?: string;
    readonly parent?: string;
    readonly startOn?: string;
  }[],
): BillingData {
  const parsed = parseBillingFile({
    version: 1,
    settings: { currency: "USD", timeZone: "UTC" },
    plans: [
      {
        key: "team",
        name: "Team",
        charges: [
          {
            key: "seats",
            name: "Seats",
            type: "recurring",
            period: "month",
            timing: "advance",
            price: { model: "per-unit", unitPrice: "100.00" },
          },
        ],
      },
    ],
    accounts: accounts.map(({ key, segment, parent }) => ({
      key,
      name: key.toUpperCase(),
      billCycleDay: 1,
      ...(segment ? { segment } : {}),
      ...(parent ? { parent } : {}),
    })),
    subscriptions: accounts.map(({ key, seats, startOn }) => ({
      key: `s-${key}`,
      account: key,
      plan: "team",
      startOn: startOn ?? "2026-11-01",
      quantity: seats ?? "1",
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}
