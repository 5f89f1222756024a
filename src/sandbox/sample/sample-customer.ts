import type { Account } from "../../billing/customers/account.ts";
import type { Subscription } from "../../billing/subscriptions/subscription.ts";
import type { SampleDays } from "./sample-days.ts";

type Sold = Pick<Subscription, "plan" | "startOn"> &
  Partial<Omit<Subscription, "key" | "account">> & { readonly key?: string };

/** An account with what it has bought; keys of subscriptions are made of account and plan. */
export type SampleCustomer = {
  readonly account: Pick<Account, "key" | "name"> & Partial<Account>;
  readonly sold: readonly Sold[];
};

type Place = { readonly currency: string; readonly timeZone: string; readonly locale: string };

const places: Readonly<Record<string, Place>> = {
  US: { currency: "USD", timeZone: "America/New_York", locale: "en-US" },
  DE: { currency: "EUR", timeZone: "Europe/Berlin", locale: "de-DE" },
  FR: { currency: "EUR", timeZone: "Europe/Paris", locale: "fr-FR" },
  PL: { currency: "EUR", timeZone: "Europe/Warsaw", locale: "pl-PL" },
  NL: { currency: "EUR", timeZone: "Europe/Amsterdam", locale: "nl-NL" },
  GB: { currency: "GBP", timeZone: "Europe/London", locale: "en-GB" },
  JP: { currency: "JPY", timeZone: "Asia/Tokyo", locale: "ja-JP" },
  CH: { currency: "CHF", timeZone: "Europe/Zurich", locale: "de-CH" },
  AE: { currency: "USD", timeZone: "Asia/Dubai", locale: "ar-AE" },
};

/** An address as it is written on an envelope. */
type Envelope = readonly [
  line1: string,
  city: string,
  postalCode: string | null,
  country: string,
  region?: string,
];

/** An account at an address: its currency, zone and language are those of the country. */
export function accountAt(
  key: string,
  name: string,
  envelope: Envelope,
  more: Partial<Account> = {},
): SampleCustomer["account"] {
  const [line1, city, postalCode, country, region] = envelope;
  const place = places[country];
  if (place === undefined) throw new Error(`no sample customer lives in ${country}`);
  const address = {
    line1,
    city,
    ...(region === undefined ? {} : { region }),
    ...(postalCode === null ? {} : { postalCode }),
    country,
  };
  return {
    key,
    name,
    email: `billing@${key}.example.com`,
    ...place,
    billCycleDay: 1,
    ...more,
    address,
  };
}

/** Billed elsewhere up to the cycle day of the month `monthsOn`, and by billrun from there. */
export function movedIn(
  days: SampleDays,
  plan: string,
  more: Partial<Sold> = {},
  cycle: {
    readonly day?: number;
    readonly monthsOn?: number;
    readonly startedMonthsOn?: number;
  } = {},
): Sold {
  const { day = 1, monthsOn = 0, startedMonthsOn = -26 } = cycle;
  return {
    plan,
    startOn: days.day(startedMonthsOn, day),
    billedThroughOn: days.dayBefore(monthsOn, day),
    ...more,
  };
}

/** Like `movedIn`, for what is billed in arrears: this month's bill is for the month before. */
export function movedInArrears(
  days: SampleDays,
  plan: string,
  cycle: { readonly day?: number } = {},
): Sold {
  return movedIn(days, plan, {}, { ...cycle, monthsOn: -1 });
}
