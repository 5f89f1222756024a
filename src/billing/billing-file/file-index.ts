import type { Charge, Coupon, Plan, TaxRate } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import type { Quote, Subscription } from "../subscriptions/subscription.ts";
import { inside, type Place, type Report, wholeFile } from "./file-error.ts";
import type { FileAsRead } from "./file-shape.ts";
import { indexByKey, type KeyIndex } from "./key-index.ts";
import type { Loose } from "./readers.ts";

/** A plan and its charges by key. */
export type PlanEntry = {
  readonly plan: Loose<Plan>;
  readonly charges: KeyIndex<Loose<Charge>>;
};

/** Everything that keys can refer to. */
export type FileIndex = {
  /** The settings' currency; undefined where it could not be read. */
  readonly currency: string | undefined;
  readonly taxRates: KeyIndex<Loose<TaxRate>>;
  readonly coupons: KeyIndex<Loose<Coupon>>;
  readonly plans: KeyIndex<PlanEntry>;
  readonly accounts: KeyIndex<Loose<Account>>;
  readonly subscriptions: KeyIndex<Loose<Subscription>>;
  readonly quotes: KeyIndex<Loose<Quote>>;
};

export const defaultCurrency = "USD";

/** The place of a list of the file. */
export function listPlace(name: keyof FileAsRead): Place {
  return inside(wholeFile, name);
}

/** Indexes every list by key; keys used twice are reported. */
export function indexFile(file: FileAsRead, report: Report): FileIndex {
  const index = <T extends { readonly key: string }>(
    name: keyof FileAsRead,
    entries: readonly (Loose<T> | undefined)[] | undefined,
  ) => indexByKey<T>(entries, name in file || needed.has(name), listPlace(name), report);

  const plans = index<Plan>("plans", file.plans);
  const byKey = new Map<string, PlanEntry>();
  file.plans?.forEach((plan, position) => {
    if (plan === undefined) return;
    const at = inside(inside(listPlace("plans"), position), "charges");
    const entry = { plan, charges: indexByKey<Charge>(plan.charges, true, at, report) };
    if (plan.key !== undefined && !byKey.has(plan.key)) byKey.set(plan.key, entry);
  });
  index("usage", file.usage);
  return {
    currency: settingsCurrency(file),
    taxRates: index<TaxRate>("taxRates", file.taxRates),
    coupons: index<Coupon>("coupons", file.coupons),
    plans: { byKey, complete: plans.complete },
    accounts: index<Account>("accounts", file.accounts),
    subscriptions: index<Subscription>("subscriptions", file.subscriptions),
    quotes: index<Quote>("quotes", file.quotes),
  };
}

const needed: ReadonlySet<keyof FileAsRead> = new Set(["plans", "accounts", "subscriptions"]);

function settingsCurrency(file: FileAsRead): string | undefined {
  if (!("settings" in file)) return defaultCurrency;
  if (file.settings === undefined || "currency" in file.settings) return file.settings?.currency;
  return defaultCurrency;
}

/** An account's currency; undefined where it could not be read. */
export function currencyOf(account: Loose<Account>, index: FileIndex): string | undefined {
  return "currency" in account ? account.currency : index.currency;
}
