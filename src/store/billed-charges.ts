import type { ChargeOfPlan } from "../billing/bill-run/repriced-charges.ts";
import { type Db, jsonRows } from "./database.ts";

/** Those of the charges that were billed to a subscription which has, had or will have the plan. */
export function billedCharges(
  db: Db,
  charges: readonly ChargeOfPlan[],
): Promise<readonly ChargeOfPlan[]> {
  return jsonRows<ChargeOfPlan>(
    db,
    `SELECT plan, charge FROM unnest($1::text[], $2::text[]) AS asked (plan, charge)
      WHERE EXISTS (
        SELECT FROM document_line l JOIN subscription s ON s.key = l.subscription
         WHERE l.charge = asked.charge
           AND (s.plan = asked.plan OR EXISTS (
             SELECT FROM subscription_change c
              WHERE c.subscription = s.key AND c.content ->> 'plan' = asked.plan)))
      ORDER BY plan, charge`,
    charges.map(({ plan }) => plan),
    charges.map(({ charge }) => charge),
  );
}
