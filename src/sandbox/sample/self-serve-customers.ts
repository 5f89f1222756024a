import { accountAt, movedIn, movedInArrears, type SampleCustomer } from "./sample-customer.ts";
import type { SampleDays } from "./sample-days.ts";

const more = { segment: "self-serve", autoPay: true, paymentTermsDays: 0 };

/** Small businesses that signed up by themselves and pay by card. */
export function selfServeCustomers(days: SampleDays): readonly SampleCustomer[] {
  return [...established(days), ...recent(days), ...notDue(days)];
}

function established(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "juniper-yoga",
        "Juniper Yoga",
        ["310 Alder Street", "Portland", "97205", "US", "OR"],
        { ...more, tags: ["leisure"], timeZone: "America/Los_Angeles" },
      ),
      sold: [movedIn(days, "starter"), movedInArrears(days, "bookings")],
    },
    {
      account: accountAt(
        "owl-and-oak",
        "Owl & Oak Books",
        ["6 Chapel Row", "Bath", "BA1 1HX", "GB"],
        { ...more, tags: ["retail", "emea"] },
      ),
      sold: [movedIn(days, "starter")],
    },
    {
      account: accountAt(
        "cafe-minuit",
        "Café Minuit",
        ["3, place du Marché", "Lille", "59800", "FR"],
        { ...more, tags: ["hospitality", "emea"], billCycleDay: "anniversary" },
      ),
      // Began on a 31st: bills on the last day of shorter months, on the 31st of longer ones.
      sold: [
        movedIn(
          days,
          "starter",
          { startOn: days.day(-12 - monthsSinceJanuary(days), 31) },
          { day: 31 },
        ),
      ],
    },
    {
      account: accountAt(
        "studio-nakamura",
        "スタジオ中村",
        ["寺町通三条下ル", "京都市", "604-8081", "JP", "京都府"],
        { ...more, tags: ["leisure", "apac"] },
      ),
      sold: [movedIn(days, "starter")],
    },
    {
      account: accountAt(
        "praxis-fassbender",
        "Dr. Ingrid Faßbender, Physiotherapie",
        ["Gärtnerweg 2", "Kassel", "34117", "DE"],
        { ...more, tags: ["health", "emea"] },
      ),
      sold: [movedIn(days, "starter"), movedInArrears(days, "reminders")],
    },
    {
      account: accountAt(
        "bergfuehrer-zermatt",
        "Bergführer Zermatt",
        ["Bahnhofplatz 5", "Zermatt", "3920", "CH"],
        { ...more, tags: ["leisure", "emea"] },
      ),
      sold: [movedIn(days, "starter"), movedInArrears(days, "bookings")],
    },
  ];
}

/** Billed for the first time this month, with a welcome. */
function recent(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "obrien-repairs",
        `O'Brien "Quick" Repairs`,
        ["45 Union Street", "Buffalo", "14203", "US", "NY"],
        { ...more, tags: ["trades", "new"] },
      ),
      sold: [{ plan: "starter", startOn: days.day(0, 2), coupons: ["WELCOME25"] }],
    },
    {
      // A spreadsheet must not take this name for a formula.
      account: accountAt(
        "equals-design",
        "=Equals Design Studio",
        ["19 Garnet Street", "Denver", "80202", "US", "CO"],
        { ...more, tags: ["new"], timeZone: "America/Denver" },
      ),
      sold: [
        { plan: "team", startOn: days.day(0, 1), quantity: { seats: "7" }, coupons: ["LAUNCH20"] },
      ],
    },
  ];
}

/** What every month has: a trial, a pause, somebody gone and somebody who begins next month. */
function notDue(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "sunny-side-tutors",
        "Sunny Side Tutors",
        ["2 Lakeview Court", "Madison", "53703", "US", "WI"],
        { ...more, tags: ["education", "new"], timeZone: "America/Chicago" },
      ),
      sold: [{ plan: "trial-starter", startOn: days.day(0, 1) }],
    },
    {
      account: accountAt(
        "lantern-escape",
        "Lantern Escape Rooms",
        ["51 Bridge Street", "Chester", "CH1 1NG", "GB"],
        { ...more, tags: ["leisure", "emea"] },
      ),
      sold: [movedIn(days, "starter", { changes: [{ on: days.day(-1, 20), pause: true }] })],
    },
    {
      account: accountAt(
        "old-mill-pilates",
        "Old Mill Pilates",
        ["8 Mill Road", "Burlington", "05401", "US", "VT"],
        { ...more, tags: ["leisure"] },
      ),
      sold: [movedIn(days, "starter", { endOn: days.day(0, 1) })],
    },
    {
      account: accountAt(
        "hafenlicht-foto",
        "Hafenlicht Fotografie",
        ["Speicherstraße 6", "Rostock", "18055", "DE"],
        { ...more, tags: ["new", "emea"] },
      ),
      sold: [{ plan: "starter", startOn: days.day(1, 1) }],
    },
  ];
}

/** 0 in January, 11 in December. */
function monthsSinceJanuary(days: SampleDays): number {
  return Number(days.day(0, 1).slice(5, 7)) - 1;
}
