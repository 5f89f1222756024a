import type { Plan } from "../../billing/catalog/catalog.ts";
import { flat, perSeat, priced } from "./sample-prices.ts";

const monthly = { type: "recurring", period: "month", timing: "advance" } as const;
const yearly = { type: "recurring", period: "year", timing: "advance" } as const;
const used = { type: "usage", period: "month" } as const;

/** The price list of Northlight, which sells shift scheduling and the analytics that go with it. */
export const samplePlans: readonly Plan[] = [
  {
    key: "starter",
    name: "Northlight Starter",
    charges: [
      {
        key: "base",
        name: "Starter",
        ...monthly,
        ...flat("49.00", "45.00", "39.00", "6800", "48"),
      },
    ],
  },
  {
    key: "trial-starter",
    name: "Northlight Starter, 45 days free",
    trialDays: 45,
    charges: [
      {
        key: "base",
        name: "Starter",
        ...monthly,
        ...flat("49.00", "45.00", "39.00", "6800", "48"),
      },
    ],
  },
  {
    key: "team",
    name: "Northlight Team",
    charges: [
      {
        key: "base",
        name: "Team",
        ...monthly,
        ...flat("129.00", "119.00", "105.00", "18000", "125"),
      },
      {
        key: "seats",
        name: "Seats",
        ...monthly,
        ...perSeat("5", "12", "11", "9.5", "1600", "11.5"),
      },
    ],
  },
  {
    key: "business",
    name: "Northlight Business",
    charges: [
      {
        key: "base",
        name: "Business",
        ...monthly,
        ...flat("399.00", "369.00", "319.00", "56000", "385"),
      },
      {
        key: "seats",
        name: "Seats",
        ...monthly,
        ...perSeat("20", "18", "16.5", "14.5", "2500", "17.5"),
      },
      {
        key: "onboarding",
        name: "Onboarding",
        type: "one-time",
        ...flat("750.00", "690.00", "600.00", "105000", "720"),
      },
    ],
  },
  {
    key: "business-yearly",
    name: "Northlight Business, by the year",
    charges: [
      {
        key: "base",
        name: "Business",
        ...yearly,
        ...flat("4300.00", "3980.00", "3440.00", "600000", "4150"),
      },
      {
        key: "seats",
        name: "Seats",
        ...yearly,
        ...perSeat("20", "194", "178", "156", "27000", "189"),
      },
    ],
  },
  {
    key: "enterprise",
    name: "Northlight Enterprise",
    charges: [
      {
        key: "platform",
        name: "Platform",
        ...monthly,
        ...flat("2400.00", "2200.00", "1900.00", "340000", "2300.00"),
      },
      {
        key: "seats",
        name: "Seats",
        ...monthly,
        ...priced((pick) => ({
          model: "volume",
          tiers: [
            { upTo: "100", unitPrice: pick(["22", "20.5", "17.5", "3000", "21"]) },
            { upTo: "500", unitPrice: pick(["19", "17.5", "15", "2600", "18"]) },
            { upTo: null, unitPrice: pick(["16", "14.75", "12.75", "2200", "15.5"]) },
          ],
        })),
      },
    ],
  },
  {
    key: "enterprise-yearly",
    name: "Northlight Enterprise, by the year",
    charges: [
      {
        key: "platform",
        name: "Platform",
        ...yearly,
        ...flat("26000.00", "24000.00", "20500.00", "3700000", "25000.00"),
      },
      {
        key: "seats",
        name: "Seats",
        ...yearly,
        ...priced((pick) => ({
          model: "graduated",
          tiers: [
            { upTo: "100", unitPrice: pick(["240", "222", "190", "33000", "228"]) },
            { upTo: "500", unitPrice: pick(["205", "189", "162", "28000", "195"]) },
            { upTo: null, unitPrice: pick(["172", "159", "138", "24000", "166"]) },
          ],
        })),
      },
    ],
  },
  {
    key: "api",
    name: "Northlight API",
    charges: [
      {
        key: "calls",
        name: "API calls",
        ...used,
        ...priced((pick) => ({
          model: "graduated",
          tiers: [
            { upTo: "10000", unitPrice: "0" },
            { upTo: "100000", unitPrice: pick(["0.004", "0.0037", "0.0032", "0.6", "0.0039"]) },
            { upTo: null, unitPrice: pick(["0.0025", "0.0023", "0.002", "0.35", "0.0024"]) },
          ],
        })),
      },
    ],
  },
  {
    key: "reminders",
    name: "Northlight Reminders",
    charges: [
      {
        key: "messages",
        name: "Text messages",
        ...used,
        minimum: "20",
        ...priced((pick) => ({
          model: "package",
          size: "1000",
          amount: pick(["45.00", "42.00", "36.00", "6500", "44.00"]),
        })),
      },
    ],
  },
  {
    key: "bookings",
    name: "Northlight Bookings",
    charges: [
      {
        key: "payments",
        name: "Booked payments",
        ...used,
        ...priced((pick) => ({
          model: "percentage",
          percent: "0.8",
          fixedFee: pick(["0.15", "0.14", "0.12", "20", "0.15"]),
          freeAmount: pick(["1000", "1000", "800", "150000", "1000"]),
        })),
      },
    ],
  },
  {
    key: "support",
    name: "Premium support",
    charges: [
      {
        key: "support",
        name: "Premium support",
        type: "recurring",
        period: "month",
        timing: "arrears",
        ...flat("650.00", "600.00", "520.00", "90000", "630.00"),
      },
    ],
  },
  {
    key: "partner",
    name: "Northlight Partner",
    charges: [
      {
        key: "membership",
        name: "Membership",
        ...monthly,
        ...flat("90.00", "85.00", "75.00", "13000", "90.00"),
      },
      {
        key: "commission",
        name: "Commission",
        ...monthly,
        ...flat("-60.00", "-55.00", "-48.00", "-8500", "-60.00"),
      },
    ],
  },
  {
    key: "goodwill",
    name: "Loyalty credit",
    charges: [
      {
        key: "credit",
        name: "Loyalty credit",
        ...monthly,
        ...flat("-50.00", "-45.00", "-40.00", "-7000", "-50.00"),
      },
    ],
  },
];
