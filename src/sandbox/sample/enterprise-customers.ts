import { accountAt, movedIn, movedInArrears, type SampleCustomer } from "./sample-customer.ts";
import type { SampleDays } from "./sample-days.ts";

const segment = "enterprise";

/** Big companies: yearly and monthly contracts, a group of hotels, and the month's largest bill. */
export function enterpriseCustomers(days: SampleDays): readonly SampleCustomer[] {
  return [...american(days), ...european(days), ...asian(days), ...haldenHotels(days)];
}

function american(days: SampleDays): readonly SampleCustomer[] {
  const announcedOn = days.day(-1, 25);
  return [
    {
      account: accountAt(
        "acme",
        "Acme Manufacturing, Inc.",
        ["1200 Liberty Avenue", "Pittsburgh", "15222", "US", "PA"],
        {
          segment,
          tags: ["manufacturing", "key-account"],
          paymentTermsDays: 30,
          poNumber: "ACME-2209",
        },
      ),
      sold: [
        movedIn(days, "enterprise", {
          quantity: { seats: "120" },
          changes: [{ on: days.day(0, 12), knownOn: announcedOn, quantity: { seats: "150" } }],
        }),
        movedInArrears(days, "api"),
        movedInArrears(days, "support"),
      ],
    },
    {
      // The year renews this month: one bill that towers over all others.
      account: accountAt(
        "meridian-freight",
        "Meridian Freight Group, Inc.",
        ["4100 Harbor Parkway", "Houston", "77002", "US", "TX"],
        {
          segment,
          tags: ["logistics", "key-account"],
          paymentTermsDays: 60,
          poNumber: "PO-4471902",
          billCycleDay: "anniversary",
        },
      ),
      sold: [
        movedIn(
          days,
          "enterprise-yearly",
          { quantity: { seats: "960" } },
          { startedMonthsOn: -24 },
        ),
      ],
    },
    {
      // Billed by the quarter elsewhere until its year ends in five months: nothing due.
      account: accountAt(
        "castellan",
        "Castellan Security Holdings",
        ["900 Market Street", "Philadelphia", "19107", "US", "PA"],
        { segment, tags: ["security"], billCycleDay: "anniversary", poNumber: "CS-20088" },
      ),
      sold: [
        movedIn(
          days,
          "enterprise-yearly",
          { quantity: { seats: "300" } },
          { monthsOn: 5, startedMonthsOn: -7 },
        ),
      ],
    },
  ];
}

function european(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "nordwind",
        "Nordwind Logistik GmbH",
        ["Am Sandtorkai 41", "Hamburg", "20457", "DE"],
        { segment, tags: ["logistics", "emea"], vatId: "DE811111111", paymentTermsDays: 30 },
      ),
      sold: [
        movedIn(days, "enterprise", { quantity: { seats: "140" } }),
        movedInArrears(days, "api"),
        movedInArrears(days, "support"),
      ],
    },
    {
      account: accountAt(
        "alpenblick",
        "Alpenblick Kliniken AG",
        ["Seestrasse 112", "Luzern", "6005", "CH"],
        { segment, tags: ["health", "emea"], vatId: "CHE-111.111.111 MWST" },
      ),
      sold: [
        movedIn(days, "enterprise", {
          quantity: { seats: "210" },
          // Negotiated: a platform fee of its own.
          prices: { platform: { model: "flat", amount: "1950.00" } },
        }),
        movedInArrears(days, "support"),
      ],
    },
    {
      account: accountAt(
        "lumiere",
        "Maison Lumière S.A.S.",
        ["18, rue de la Paix", "Paris", "75002", "FR"],
        { segment, tags: ["retail", "emea"], vatId: "FR11111111111", paymentTermsDays: 45 },
      ),
      sold: [
        movedIn(days, "enterprise", { quantity: { seats: "88" } }),
        movedInArrears(days, "reminders"),
      ],
    },
  ];
}

function asian(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "tanaka",
        "株式会社田中製作所",
        ["丸の内2-4-1", "千代田区", "100-6390", "JP", "東京都"],
        { segment, tags: ["manufacturing", "apac"], paymentTermsDays: 60 },
      ),
      sold: [
        movedIn(days, "enterprise", { quantity: { seats: "520" } }),
        movedInArrears(days, "api"),
      ],
    },
    {
      // Written from right to left.
      account: accountAt("qamar", "شركة القمر للتجارة", ["Al Wasl Road 210", "Dubai", null, "AE"], {
        segment,
        tags: ["retail", "mea"],
        paymentTermsDays: 30,
      }),
      sold: [movedIn(days, "enterprise", { quantity: { seats: "60" } })],
    },
  ];
}

/** The hotels' lines stand on the group's invoice. */
function haldenHotels(days: SampleDays): readonly SampleCustomer[] {
  const child = { segment, parent: "halden-hotels", tags: ["hospitality", "emea"] };
  return [
    {
      account: accountAt(
        "halden-hotels",
        "Halden Hotels plc",
        ["1 Grosvenor Yard", "London", "W1K 4AB", "GB"],
        { segment, tags: ["hospitality", "emea"], vatId: "GB111111111", poNumber: "HH/FIN/338" },
      ),
      sold: [movedInArrears(days, "support")],
    },
    {
      account: accountAt(
        "halden-harbour",
        "Halden Harbour Hotel, Liverpool",
        ["7 Mersey Quay", "Liverpool", "L3 1DP", "GB"],
        child,
      ),
      sold: [
        movedIn(days, "business", { quantity: { seats: "64" } }),
        movedInArrears(days, "reminders"),
      ],
    },
    {
      account: accountAt(
        "halden-moor",
        "Halden Moor Lodge, Skipton",
        ["Embsay Road", "Skipton", "BD23 6QR", "GB"],
        child,
      ),
      sold: [movedIn(days, "business", { quantity: { seats: "31" } })],
    },
  ];
}
