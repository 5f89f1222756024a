import type { PayerFacts } from "../../billing/bill-run/proposal.ts";
import type { Catalog, Plan } from "../../billing/catalog/catalog.ts";

/** The name of a charge for people: as the payer's own plans have it, else its key. */
export function chargeNames(facts: PayerFacts, catalog: Catalog): (charge: string) => string {
  const own = new Set<string>();
  for (const { plan, changes } of facts.subscriptions) {
    own.add(plan);
    for (const change of changes) if ("plan" in change) own.add(change.plan);
  }
  const names = new Map<string, string>();
  const add = (plan: Plan | undefined) => {
    for (const { key, name } of plan?.charges ?? []) {
      if (name !== undefined && !names.has(key)) names.set(key, name);
    }
  };
  for (const key of own) add(catalog.plans.get(key));
  return (charge) => names.get(charge) ?? charge;
}
