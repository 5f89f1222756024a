import { repricedCharges } from "../../billing/bill-run/repriced-charges.ts";
import type { ImportData } from "../book-records.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/** So many charges are named; the number of the others is told. */
const mostNamed = 5;

/**
 * Refuses `plan_price_billed` where a plan's charge that was billed has another price, period or
 * timing in the data, or none any more: the next run would reprice all that was billed.
 */
export async function checkBilledPrices(world: World, data: ImportData): Promise<Refusal | null> {
  if (!data.catalog) return null;
  const repriced = repricedCharges(await world.books.loadCatalog(), data.catalog);
  if (repriced.length === 0) return null;
  const billed = await world.books.billedCharges(repriced);
  if (billed.length === 0) return null;
  const named = billed
    .slice(0, mostNamed)
    .map(({ plan, charge }) => `charge ${charge} of plan ${plan}`);
  const more = billed.length > mostNamed ? ` and ${billed.length - mostNamed} more` : "";
  return refuse(
    "plan_price_billed",
    `What was billed for ${named.join(", ")}${more} would cost something else. ` +
      "Nothing was imported.",
    "Make a plan with a new key, or give subscriptions negotiated prices from a day on.",
  );
}
