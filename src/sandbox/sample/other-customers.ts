import { accountAt, movedIn, movedInArrears, type SampleCustomer } from "./sample-customer.ts";
import type { SampleDays } from "./sample-days.ts";

/** Cities, schools and a hospital: purchase orders, long terms, and often no tax. */
export function publicSectorCustomers(days: SampleDays): readonly SampleCustomer[] {
  const segment = "public-sector";
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
        "stadtwerke-lindenau",
        "Stadtwerke Lindenau, Eigenbetrieb Bäder",
        ["Rathausplatz 1", "Lindenau", "04177", "DE"],
        { segment, tags: ["government", "emea"], poNumber: "04011000-12345-67" },
      ),
      sold: [movedIn(days, "business", { quantity: { seats: "45" } })],
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

/** Those who sell Northlight: a membership, less the commission they have earned. */
export function partnerCustomers(days: SampleDays): readonly SampleCustomer[] {
  const segment = "partners";
  return [
    {
      // Earns more than it pays: a credit memo.
      account: accountAt(
        "anchor-point",
        "Anchor Point Consulting LLC",
        ["300 Congress Street", "Boston", "02210", "US", "MA"],
        { segment, tags: ["reseller"] },
      ),
      sold: [
        movedIn(days, "partner", { prices: { commission: { model: "flat", amount: "-480.00" } } }),
      ],
    },
    {
      account: accountAt(
        "brightside",
        "Brightside Integrators GmbH",
        ["Maximilianstraße 30", "München", "80539", "DE"],
        { segment, tags: ["reseller", "emea"], vatId: "DE833333333" },
      ),
      sold: [
        movedIn(days, "partner", { prices: { commission: { model: "flat", amount: "-320.00" } } }),
      ],
    },
    {
      account: accountAt(
        "cobalt-works",
        "コバルトワークス株式会社",
        ["博多駅前2-1-1", "福岡市", "812-0011", "JP", "福岡県"],
        { segment, tags: ["reseller", "apac"] },
      ),
      sold: [movedIn(days, "partner")],
    },
    {
      account: accountAt(
        "delta-advies",
        "Delta Advies B.V.",
        ["Keizersgracht 271", "Amsterdam", "1016 ED", "NL"],
        { segment, tags: ["reseller", "emea"], vatId: "NL111111111B01" },
      ),
      sold: [movedIn(days, "partner", {}, { monthsOn: 1 })],
    },
  ];
}
