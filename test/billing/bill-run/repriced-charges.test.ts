import { expect, it } from "vitest";
import { repricedCharges } from "../../../src/billing/bill-run/repriced-charges.ts";
import type { Catalog } from "../../../src/billing/catalog/catalog.ts";
import { billingData } from "../../support/play-runs.ts";
import { calls, monthly } from "../../support/print-runs.ts";

const tiers = [{ upTo: "10", unitPrice: "1.50" }, { upTo: null }];
const fee = monthly("30.00", { priceByCurrency: { EUR: { model: "graduated", tiers } } });
const used = calls("1.00", { minimum: "5.00" });
const setup = { key: "setup", type: "one-time", price: { model: "flat", amount: "50.00" } };

function catalog(
  charges: readonly object[],
  settings: object = {},
  key = "basic",
  trialDays = 0,
): Catalog {
  const plans = [{ key, charges, trialDays }];
  const file = { version: 1, settings, plans, accounts: [], subscriptions: [] };
  return billingData(file).catalog;
}

const before = catalog([fee, used, setup]);

it.each<[string, Catalog, string[]]>([
  ["the same", catalog([setup, used, fee]), []],
  ["a name and tax rates", catalog([{ ...fee, name: "Fee", taxRates: [] }, used, setup]), []],
  [
    "the same numbers, written otherwise",
    catalog([
      {
        ...fee,
        pricePeriod: "month",
        period: { months: 1 },
        price: { amount: "30", model: "flat" },
      },
      { ...used, aggregate: "sum", minimum: "5" },
      setup,
    ]),
    [],
  ],
  ["another charge", catalog([fee, used, setup, { ...setup, key: "more" }]), []],
  ["another plan", catalog([monthly("99.00")], {}, "gold"), []],
  [
    "another currency",
    catalog([
      { ...fee, priceByCurrency: { EUR: { model: "graduated", tiers }, GBP: setup.price } },
      used,
      setup,
    ]),
    [],
  ],
  ["another price", catalog([{ ...fee, price: setup.price }, used, setup]), ["fee"]],
  [
    "another price in a currency",
    catalog([{ ...fee, priceByCurrency: { EUR: setup.price } }, used, setup]),
    ["fee"],
  ],
  ["a currency that is gone", catalog([monthly("30.00"), used, setup]), ["fee"]],
  [
    "prices in another currency by the settings",
    catalog([monthly("30.00"), used, setup], { currency: "GBP" }),
    ["fee", "calls", "setup"],
  ],
  ["another period", catalog([{ ...fee, period: "quarter" }, used, setup]), ["fee"]],
  ["another price period", catalog([{ ...fee, pricePeriod: "year" }, used, setup]), ["fee"]],
  ["another timing", catalog([{ ...fee, timing: "arrears" }, used, setup]), ["fee"]],
  ["another minimum", catalog([fee, { ...used, minimum: "6" }, setup]), ["calls"]],
  ["another way of adding up", catalog([fee, { ...used, aggregate: "max" }, setup]), ["calls"]],
  ["another type", catalog([fee, used, { ...fee, key: "setup" }]), ["setup"]],
  ["another trial", catalog([fee, used, setup], {}, "basic", 14), ["fee", "calls"]],
  ["charges that are gone", catalog([fee]), ["calls", "setup"]],
])("%s reprices what was billed for: %j", (_, after, expected) => {
  expect(repricedCharges(before, after)).toEqual(
    expected.map((charge) => ({ plan: "basic", charge })),
  );
});
