import type { Catalog } from "../../billing/catalog/catalog.ts";
import type { ImportData } from "../book-records.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/** So many of the things that are missing are named; the number of the others is told. */
const mostNamed = 5;

/**
 * Refuses `reference_unknown` where rows name something that is neither among them nor in the
 * books: a parent, a tax rate, a subscription, a usage charge. A whole billing file names nothing
 * outside of itself; tables of accounts or usage do.
 */
export async function checkReferences(world: World, data: ImportData): Promise<Refusal | null> {
  if (data.catalog) return null;
  const catalog = await world.books.loadCatalog();
  return (
    (await missing(world, "account", parentsOf(data))) ??
    unknownTaxRate(data, catalog) ??
    (await missing(world, "subscription", subscriptionsOf(data))) ??
    unknownCharge(data, catalog)
  );
}

function parentsOf(data: ImportData): readonly string[] {
  const own = new Set(data.accounts.map((account) => account.key));
  return data.accounts.flatMap(({ parent }) => (parent && !own.has(parent) ? [parent] : []));
}

function subscriptionsOf(data: ImportData): readonly string[] {
  const own = new Set(data.subscriptions.map((subscription) => subscription.key));
  return data.usage.flatMap(({ subscription }) => (own.has(subscription) ? [] : [subscription]));
}

async function missing(
  world: World,
  what: "account" | "subscription",
  keys: readonly string[],
): Promise<Refusal | null> {
  return refuseUnknown(what, keys.length > 0 ? await world.books.missingKeys(what, keys) : []);
}

function unknownTaxRate(data: ImportData, catalog: Catalog): Refusal | null {
  const named = data.accounts.flatMap((account) => account.taxRates ?? []);
  return refuseUnknown(
    "tax rate",
    named.filter((key) => !catalog.taxRates.has(key)),
  );
}

function unknownCharge(data: ImportData, catalog: Catalog): Refusal | null {
  const plans = [...catalog.plans.values()];
  const charges = plans.flatMap((plan) => plan.charges).filter((row) => row.type === "usage");
  const known = new Set(charges.map((charge) => charge.key));
  return refuseUnknown(
    "usage charge",
    data.usage.map((record) => record.charge).filter((key) => !known.has(key)),
  );
}

function refuseUnknown(what: string, keys: readonly string[]): Refusal | null {
  const unique = [...new Set(keys)];
  if (unique.length === 0) return null;
  const more = unique.length > mostNamed ? ` and ${unique.length - mostNamed} more` : "";
  return refuse(
    "reference_unknown",
    `There is no ${what} ${unique.slice(0, mostNamed).join(", ")}${more}. Nothing was imported.`,
    `Import what is missing first, or correct the key.`,
  );
}
