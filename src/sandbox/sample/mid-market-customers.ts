import { accountAt, movedIn, movedInArrears, type SampleCustomer } from "./sample-customer.ts";
import type { SampleDays } from "./sample-days.ts";

const segment = "mid-market";

/** Companies with a finance department of one or two: most of the month's invoices. */
export function midMarketCustomers(days: SampleDays): readonly SampleCustomer[] {
  return [...onTheFirst(days), ...onOtherDays(days), ...changing(days)];
}

/** Billed the same on the first of every month. */
function onTheFirst(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "smith-sons",
        "Smith & Sons <Ltd>",
        ["22 Foundry Lane", "Sheffield", "S3 8GG", "GB"],
        { segment, tags: ["retail", "emea"], vatId: "GB222222222" },
      ),
      sold: [movedIn(days, "business", { quantity: { seats: "27" } })],
    },
    {
      // No rate for Poland: the buyer owes the tax itself (reverse charge).
      account: accountAt(
        "zolc-spedycja",
        "Łukasz Żółć Spedycja sp. z o.o.",
        ["ul. Długa 14/3", "Gdańsk", "80-827", "PL"],
        { segment, tags: ["logistics", "emea"], vatId: "PL1111111111", paymentTermsDays: 14 },
      ),
      sold: [movedIn(days, "business", { quantity: { seats: "35" } }), movedInArrears(days, "api")],
    },
    {
      account: accountAt(
        "sakura-travel",
        "さくらトラベル合同会社",
        ["北区梅田3-1-3", "大阪市", "530-0001", "JP", "大阪府"],
        { segment, tags: ["hospitality", "apac"] },
      ),
      sold: [movedIn(days, "business", { quantity: { seats: "22" } })],
    },
    {
      account: accountAt(
        "zuerisee-fitness",
        "Zürisee Fitness GmbH",
        ["Bahnhofstrasse 3", "Rapperswil", "8640", "CH"],
        { segment, tags: ["leisure", "emea"] },
      ),
      sold: [movedIn(days, "team", { quantity: { seats: "14" } })],
    },
  ];
}

/** Billed on the 15th or on the last of the month. */
function onOtherDays(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "bluebird-clinics",
        "Bluebird Family Clinics",
        ["1520 Pine Street", "Seattle", "98101", "US", "WA"],
        { segment, tags: ["health"], billCycleDay: 15, timeZone: "America/Los_Angeles" },
      ),
      sold: [
        movedIn(days, "business", { quantity: { seats: "48" } }, { day: 15 }),
        movedInArrears(days, "reminders", { day: 15 }),
      ],
    },
    {
      account: accountAt(
        "koehler",
        "Köhler & Söhne OHG",
        ["Schloßstraße 9", "Würzburg", "97070", "DE"],
        { segment, tags: ["manufacturing", "emea"], vatId: "DE822222222", billCycleDay: 15 },
      ),
      sold: [movedIn(days, "team", { quantity: { seats: "19" } }, { day: 15 })],
    },
    {
      // The cycle day is the last of the month, whatever its length.
      account: accountAt(
        "atelier-roux",
        "Atelier Roux SARL",
        ["5, quai des Célestins", "Lyon", "69002", "FR"],
        { segment, tags: ["retail", "emea"], vatId: "FR22222222222", billCycleDay: 31 },
      ),
      sold: [movedIn(days, "team", { quantity: { seats: "11" } }, { day: 31 })],
    },
    {
      account: accountAt(
        "harbour-bakeries",
        "Harbour Street Bakeries Ltd",
        ["88 Harbour Street", "Whitstable", "CT5 1AG", "GB"],
        { segment, tags: ["retail", "emea"], billCycleDay: 15, paymentTermsDays: 14 },
      ),
      // A credit that stands every month, after an outage, lowers the invoice.
      sold: [
        movedIn(days, "team", { quantity: { seats: "33" } }, { day: 15 }),
        movedIn(days, "goodwill", {}, { day: 15, startedMonthsOn: -3 }),
      ],
    },
  ];
}

/** New, growing, and leaving. */
function changing(days: SampleDays): readonly SampleCustomer[] {
  const announcedOn = days.day(-1, 25);
  return [
    {
      account: accountAt(
        "ironwood",
        "Ironwood Outfitters",
        ["240 Kent Avenue", "Brooklyn", "11249", "US", "NY"],
        { segment, tags: ["retail", "new"], paymentTermsDays: 14 },
      ),
      sold: [
        {
          plan: "business",
          startOn: days.day(0, 3),
          quantity: { seats: "41" },
          coupons: ["LAUNCH20"],
        },
      ],
    },
    {
      account: accountAt(
        "pinecrest-dental",
        "Pinecrest Dental Partners",
        ["77 Walnut Street", "Pittsburgh", "15222", "US", "PA"],
        { segment, tags: ["health"] },
      ),
      sold: [
        movedIn(days, "team", {
          quantity: { seats: "24" },
          changes: [{ on: days.day(0, 20), knownOn: announcedOn, plan: "business" }],
        }),
      ],
    },
    {
      account: accountAt(
        "kestrel-couriers",
        "Kestrel Couriers Ltd",
        ["Unit 4, Canal Works", "Birmingham", "B1 2JP", "GB"],
        { segment, tags: ["logistics", "emea"] },
      ),
      sold: [
        movedIn(days, "business", {
          quantity: { seats: "52" },
          changes: [{ on: days.day(0, 9), knownOn: announcedOn, quantity: { seats: "38" } }],
        }),
        movedInArrears(days, "api"),
      ],
    },
    {
      // Renews its year this month, and leaves next month: next month's run gives back the rest.
      account: accountAt(
        "fairweather",
        "Fairweather Sailing Schools",
        ["12 Dock Square", "Newport", "02840", "US", "RI"],
        { segment, tags: ["leisure"], billCycleDay: "anniversary" },
      ),
      sold: [
        movedIn(
          days,
          "business-yearly",
          { quantity: { seats: "26" }, changes: [{ on: days.day(1, 10), cancel: "now" }] },
          { startedMonthsOn: -12 },
        ),
      ],
    },
  ];
}
