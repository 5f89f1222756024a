import { localDate } from "../billing/calendar/local-date.ts";
import { enterpriseCustomers } from "./sample/enterprise-customers.ts";
import { midMarketCustomers } from "./sample/mid-market-customers.ts";
import { partnerCustomers } from "./sample/partner-customers.ts";
import { publicSectorCustomers } from "./sample/public-sector-customers.ts";
import type { SampleCustomer } from "./sample/sample-customer.ts";
import { type SampleDays, sampleDays } from "./sample/sample-days.ts";
import { samplePlans } from "./sample/sample-plans.ts";
import { sampleCoupons, sampleTaxRates } from "./sample/sample-terms.ts";
import { sampleUsage } from "./sample/sample-usage.ts";
import { selfServeCustomers } from "./sample/self-serve-customers.ts";

/** A billing file before it is read: plain JSON. */
export type BillingFileJson = Readonly<Record<string, unknown>>;

/**
 * Northlight, a company that moves its billing to billrun in the month of `today`: everything up to
 * then was billed elsewhere. A run to the end of the month makes some thirty invoices in five
 * currencies and two credit memos; next month's gives a yearly customer its money back and repairs
 * usage that was reported late. Throws where `today` is no day written "YYYY-MM-DD".
 */
export function sampleCompany(today: string): BillingFileJson {
  const days = sampleDays(localDate(today));
  const customers = [
    ...enterpriseCustomers(days),
    ...midMarketCustomers(days),
    ...selfServeCustomers(days),
    ...publicSectorCustomers(days),
    ...partnerCustomers(days),
  ];
  return {
    version: 1,
    settings: { currency: "USD", timeZone: "America/New_York" },
    taxRates: sampleTaxRates,
    coupons: sampleCoupons,
    plans: samplePlans,
    accounts: customers.map((customer) => customer.account),
    subscriptions: customers.flatMap(subscriptionsOf),
    usage: sampleUsage(days),
    quotes: sampleQuotes(days),
    runs: [
      { targetOn: days.day(0, 31), invoiceOn: today },
      { targetOn: days.day(1, 31), invoiceOn: days.day(1, 31) },
    ],
  };
}

function subscriptionsOf({ account, sold }: SampleCustomer): readonly object[] {
  return sold.map((entry) => ({
    key: `${account.key}-${entry.plan}`,
    account: account.key,
    ...entry,
  }));
}

function sampleQuotes(days: SampleDays): readonly object[] {
  return [
    {
      key: "Q-88",
      account: "port-of-elmhurst",
      title: "Rollout to four terminals, training included",
      amount: "48000.00",
      validUntilOn: days.day(2, 31),
    },
    {
      key: "Q-91",
      account: "lumiere",
      title: "Connection of the till system",
      amount: "12500.00",
      validUntilOn: days.day(1, 31),
    },
  ];
}
