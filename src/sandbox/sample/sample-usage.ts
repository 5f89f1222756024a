import type { UsageRecord } from "../../billing/subscriptions/subscription.ts";
import type { SampleDays } from "./sample-days.ts";

/** What one subscription used on four days of last month. */
type Used = {
  readonly subscription: string;
  readonly charge: string;
  readonly quantities: readonly [string, string, string, string];
};

const used: readonly Used[] = [
  { subscription: "acme-api", charge: "calls", quantities: ["27300", "31150", "29800", "35400"] },
  {
    subscription: "nordwind-api",
    charge: "calls",
    quantities: ["41200", "38750", "44310", "52090"],
  },
  {
    subscription: "tanaka-api",
    charge: "calls",
    quantities: ["120400", "98300", "131000", "87500"],
  },
  { subscription: "zolc-spedycja-api", charge: "calls", quantities: ["2100", "1800", "2600", "0"] },
  {
    subscription: "kestrel-couriers-api",
    charge: "calls",
    quantities: ["18400", "22650", "19980", "25310"],
  },
  {
    subscription: "riverbend-schools-api",
    charge: "calls",
    quantities: ["9100", "12400", "11850", "7600"],
  },
  {
    subscription: "lumiere-reminders",
    charge: "messages",
    quantities: ["610", "720", "455", "930"],
  },
  {
    subscription: "halden-harbour-reminders",
    charge: "messages",
    quantities: ["1240", "1105", "1390", "1520"],
  },
  {
    subscription: "bluebird-clinics-reminders",
    charge: "messages",
    quantities: ["2210", "1985", "2340", "2075"],
  },
  {
    subscription: "juniper-yoga-bookings",
    charge: "payments",
    quantities: ["1240.50", "980.00", "1612.25", "1433.75"],
  },
  {
    subscription: "bergfuehrer-zermatt-bookings",
    charge: "payments",
    quantities: ["3890.00", "4120.50", "2975.00", "5210.75"],
  },
];

const daysOfUse = [16, 19, 23, 27] as const;

/** Last month's usage; one record of it comes to be known only on the third of next month. */
export function sampleUsage(days: SampleDays): readonly UsageRecord[] {
  const records = used.flatMap(({ subscription, charge, quantities }) =>
    quantities.map((quantity, at): UsageRecord => {
      const day = days.day(-1, daysOfUse[at] ?? 16);
      return {
        key: `${subscription}-${at + 1}`,
        subscription,
        charge,
        at: `${day}T12:00:00Z`,
        quantity,
      };
    }),
  );
  const late: UsageRecord = {
    key: "nordwind-api-late",
    subscription: "nordwind-api",
    charge: "calls",
    at: `${days.day(-1, 28)}T21:30:00Z`,
    quantity: "6400",
    knownOn: days.day(1, 3),
  };
  return [...records, late];
}
