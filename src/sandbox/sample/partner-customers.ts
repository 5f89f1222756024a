import { accountAt, movedIn, type SampleCustomer } from "./sample-customer.ts";
import type { SampleDays } from "./sample-days.ts";

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
