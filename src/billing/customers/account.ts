/** Monday first, as `weekdayOf` counts. */
export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** The day that weekly periods begin on. */
export type Weekday = (typeof weekdays)[number];

/** Where an account is, which decides on its taxes. */
export type Address = {
  readonly line1?: string;
  readonly line2?: string;
  readonly city?: string;
  readonly region?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

/** A customer that owes money, with the settings' defaults filled in. */
export type Account = {
  readonly key: string;
  readonly name: string;
  readonly email?: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name; turns instants into local days. */
  readonly timeZone: string;
  /** 1–31, 31 = last day of the month; "anniversary" = the day of the first billed day. */
  readonly billCycleDay: number | "anniversary";
  /** 1–12; only with a bill cycle day in numbers. */
  readonly billCycleMonth?: number;
  readonly billCycleWeekday?: Weekday;
  readonly segment?: string;
  readonly tags: readonly string[];
  /** Key of the account on whose document this one's lines stand. */
  readonly parent?: string;
  readonly address?: Address;
  readonly taxRates?: readonly string[];
  readonly taxExempt: boolean;
  readonly vatId?: string;
  readonly paymentTermsDays: number;
  /** Of a payer: one document for all it owes, or one for each subscription. */
  readonly documentsPer: "account" | "subscription";
  readonly autoPay: boolean;
  readonly poNumber?: string;
  /** BCP 47, "en-US". */
  readonly locale?: string;
};
