import { accountAt, movedIn, movedInArrears, type SampleCustomer } from "./sample-customer.ts";
import type { SampleDays } from "./sample-days.ts";

const segment = "public-sector";

/** Cities, schools and a hospital: purchase orders, long terms, and often no tax. */
export function publicSectorCustomers(days: SampleDays): readonly SampleCustomer[] {
  return [...exempt(days), ...taxed(days)];
}

function exempt(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "city-of-fairhaven",
        "City of Fairhaven, Department of Parks and Recreation",
        ["1 City Hall Plaza", "Fairhaven", "13064", "US", "NY"],
        {
          segment,
          tags: ["government"],
          taxExempt: true,
          paymentTermsDays: 45,
          poNumber: "FH-0032-118",
        },
      ),
      sold: [movedIn(days, "business", { quantity: { seats: "90" } })],
    },
    {
      account: accountAt(
        "riverbend-schools",
        "Riverbend Unified School District",
        ["600 Education Way", "Erie", "16501", "US", "PA"],
        {
          segment,
          tags: ["education"],
          taxExempt: true,
          paymentTermsDays: 60,
          poNumber: "RUSD-77120",
        },
      ),
      sold: [
        movedIn(days, "business", { quantity: { seats: "132" }, coupons: ["CHARITY15"] }),
        movedInArrears(days, "api"),
      ],
    },
    {
      account: accountAt(
        "northmoor-council",
        "Northmoor County Council",
        ["County Hall", "Northmoor", "NE61 2EF", "GB"],
        { segment, tags: ["government", "emea"], taxExempt: true, poNumber: "NCC 7700123" },
      ),
      sold: [movedIn(days, "team", { quantity: { seats: "40" } })],
    },
    {
      // An offer is out and nothing sold yet.
      account: accountAt(
        "port-of-elmhurst",
        "Port Authority of Elmhurst",
        ["Pier 9", "Elmhurst", "98221", "US", "WA"],
        { segment, tags: ["government", "new"], taxExempt: true },
      ),
      sold: [],
    },
  ];
}

function taxed(days: SampleDays): readonly SampleCustomer[] {
  return [
    {
      account: accountAt(
        "stadtwerke-lindenau",
        "Stadtwerke Lindenau, Eigenbetrieb Bäder",
        ["Rathausplatz 1", "Lindenau", "04177", "DE"],
        { segment, tags: ["government", "emea"], poNumber: "04011000-12345-67" },
      ),
      sold: [movedIn(days, "business", { quantity: { seats: "45" } })],
    },
    {
      account: accountAt(
        "spital-seewil",
        "Kantonsspital Seewil",
        ["Spitalstrasse 20", "Seewil", "9000", "CH"],
        { segment, tags: ["health", "emea"], paymentTermsDays: 60 },
      ),
      sold: [
        movedIn(days, "business", { quantity: { seats: "75" } }),
        movedInArrears(days, "support"),
      ],
    },
  ];
}
