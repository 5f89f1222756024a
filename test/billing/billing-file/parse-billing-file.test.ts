import { describe, expect, it } from "vitest";
import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { fullFile, put } from "./full-file.ts";
import { wrongWith } from "./wrong-with.ts";

const seats = "/plans/0/charges/0";
const calls = "/plans/0/charges/2";
const tiers = `${calls}/price/tiers`;
const change = "/subscriptions/0/changes";

const fields: [string, unknown, string][] = [
  ["/version", 2, "unsupported_version"],
  ["/settings/currency", "usd", "unknown_currency"],
  ["/settings/timeZone", "Mars/Olympus", "unknown_time_zone"],
  ["/settings/timeZone", "america/new_york", "unknown_time_zone"],
  ["/settings/timeZone", "+01:00", "unknown_time_zone"],
  ["/settings/proration", "30/365", "unknown_value"],
  ["/settings/cancelDayBilled", "yes", "wrong_type"],
  ["/settings/seller/country", "EL", "unknown_country"],
  ["/settings/seller/country", undefined, "missing_field"],
  ["/settings/seller/vatId", "ATU13585627", "invalid_vat_id"],
  ["/settings/seller/vatId", "DE136695977", "invalid_vat_id"],
  ["/settings/minimumInvoice/USD", "5.001", "amount_too_fine"],
  ["/settings/minimumInvoice/USD", "-5", "negative_decimal"],
  ["/settings/minimumInvoice/XXX", "5", "unknown_currency"],
  ["/settings/catchUpPeriods", 0, "number_out_of_range"],
  ["/runs/0/kind", "catchup", "unknown_value"],
  ["/taxRates/0/percent", 19, "wrong_type"],
  ["/taxRates/0/percent", "-19", "negative_decimal"],
  ["/taxRates/0/country", "de", "unknown_country"],
  ["/taxRates/1/key", "vat", "duplicate_key"],
  ["/coupons/0/percent", "100.01", "decimal_out_of_range"],
  ["/coupons/0/duration", "always", "unknown_value"],
  ["/coupons/0/duration/periods", 0, "number_out_of_range"],
  ["/coupons/0/charges/0", "rooms", "unknown_charge"],
  ["/coupons/0/currency", "EUR", "unknown_field"],
  ["/coupons/0/amount", "5.00", "conflicting_fields"],
  ["/coupons/1/amount", "5.001", "amount_too_fine"],
  ["/coupons/1/amount", "-5.00", "negative_decimal"],
  ["/usage/0/key", "my usage", "invalid_key"],
  ["/usage/0/key", "k".repeat(65), "invalid_key"],
  ["/usage/0/key", "", "invalid_key"],
  ["/plans/0/trialDays", -1, "number_out_of_range"],
  ["/plans/0/trialDays", 1.5, "number_out_of_range"],
  [`${seats}/period`, "monthly", "unknown_value"],
  [`${seats}/pricePeriod`, "week", "price_period_mismatch"],
  [`${seats}/pricePeriod`, { months: 2 }, "price_period_mismatch"],
  [`${seats}/pricePeriod`, { days: 1, months: 1 }, "invalid_period"],
  [`${calls}/period/months`, 0, "number_out_of_range"],
  [`${seats}/taxRates/0`, "vta", "unknown_tax_rate"],
  [`${seats}/priceByCurrency/XQQ`, { model: "flat", amount: "1" }, "unknown_currency"],
  [`${seats}/priceByCurrency/USD`, { model: "flat", amount: "1" }, "duplicate_price"],
  [`${seats}/price/model`, "per-seat", "unknown_value"],
  [`${seats}/price/unitPrice`, "-1", "negative_decimal"],
  [`${seats}/price/unitPrice`, "1e3", "invalid_decimal"],
  [`${seats}/price/unitPrice`, "1,000.00", "invalid_decimal"],
  [`${seats}/price/unitPrice`, ".5", "invalid_decimal"],
  [`${seats}/price/unitPrice`, "007", "invalid_decimal"],
  [`${seats}/price/unitPrice`, "1".repeat(16), "decimal_out_of_range"],
  [`${seats}/price/amount`, "1.00", "unknown_field"],
  ["/plans/0/charges/1/price/amount", "-0.00", "negative_decimal"],
  ["/plans/0/charges/1/period", "month", "unknown_field"],
  ["/plans/0/charges/1/key", "seats", "duplicate_key"],
  ["/plans/1/charges/0/price/size", "0", "decimal_out_of_range"],
  [`${tiers}/1/upTo`, "100", "tier_not_rising"],
  [`${tiers}/1/upTo`, null, "tier_not_last"],
  [`${tiers}/2/upTo`, "5000", "tier_not_open"],
  [tiers, [], "empty_list"],
  [`${calls}/aggregate`, "mean", "unknown_value"],
  [`${calls}/minimum`, "-1", "negative_decimal"],
  [`${calls}/priceByCurrency/EUR/freeEvents`, "5", "wrong_type"],
  ["/accounts/0/name", "", "invalid_text"],
  ["/accounts/0/name", "Acme\r\nBcc: x@example.com", "invalid_text"],
  ["/accounts/0/email", "ap@acme.example, x@acme.example", "invalid_email"],
  ["/accounts/0/billCycleDay", 32, "number_out_of_range"],
  ["/accounts/0/billCycleDay", "31", "unknown_value"],
  ["/accounts/0/billCycleMonth", 13, "number_out_of_range"],
  ["/accounts/1/billCycleMonth", 7, "cycle_day_missing"],
  ["/accounts/0/billCycleWeekday", "Monday", "unknown_value"],
  ["/accounts/0/parent", "acme", "parent_cycle"],
  ["/accounts/1/parent", "gamma", "unknown_account"],
  ["/accounts/0/taxRates", ["vat", "vat"], "duplicate_entry"],
  ["/accounts/0/locale", "de_DE!", "invalid_locale"],
  ["/accounts/0/address/country", "Germany", "unknown_country"],
  ["/accounts/0/documentsPer", "plan", "unknown_value"],
  ["/accounts/0/paymentTermsDays", -1, "number_out_of_range"],
  ["/subscriptions/1/key", "s1", "duplicate_key"],
  ["/subscriptions/0/plan", "gold", "unknown_plan"],
  ["/subscriptions/0/account", "gamma", "unknown_account"],
  ["/subscriptions/0/startOn", "2026-02-30", "invalid_day"],
  ["/subscriptions/0/startOn", "0206-01-01", "invalid_day"],
  ["/subscriptions/0/endOn", "2025-12-31", "end_before_start"],
  ["/subscriptions/0/billingStartsOn", "2025-12-31", "billing_before_start"],
  ["/subscriptions/0/quantity/rooms", "1", "unknown_charge"],
  ["/subscriptions/0/prices/rooms", { model: "flat", amount: "1" }, "unknown_charge"],
  ["/subscriptions/0/coupons/1", "six", "unknown_coupon"],
  ["/subscriptions/0/quote", "q2", "unknown_quote"],
  [`${change}/0/quantity/rooms`, "1", "unknown_charge"],
  // Left behind with the first plan: the change of March is to a plan without it.
  [`${change}/2/prices/setup`, { model: "flat", amount: "1" }, "unknown_charge"],
  [`${change}/1/plan`, "gold", "unknown_plan"],
  [`${change}/1/credit`, true, "unknown_field"],
  [`${change}/3/pause`, false, "wrong_type"],
  [`${change}/5/cancel`, "later", "unknown_value"],
  ["/usage/0/subscription", "s9", "unknown_subscription"],
  ["/usage/0/charge", "setup", "charge_not_usage"],
  ["/usage/0/charge", "minutes", "unknown_charge"],
  ["/usage/0/at", "2026-01-31T23:59:59", "invalid_instant"],
  ["/usage/0/at", "2026-02-30T00:00:00Z", "invalid_instant"],
  ["/usage/0/at", "2026-01-31T24:00:00Z", "invalid_instant"],
  ["/usage/0/quantity", "-1", "negative_decimal"],
  ["/quotes/0/account", "gamma", "unknown_account"],
  ["/quotes/0/currency", "USD", "quote_currency_mismatch"],
  ["/quotes/0/amount", "1200.001", "amount_too_fine"],
  ["/runs/0/select/accounts/0", "acmee", "unknown_account"],
  ["/runs/0/select/plans/0", "teams", "unknown_plan"],
  ["/runs/0/select/billCycleDays/0", 32, "number_out_of_range"],
  ["/runs/0/select/chargeTypes/0", "one_time", "unknown_value"],
  ["/runs/0/targetOn", "tomorrow", "invalid_day"],
];

describe("a billing file with one mistake", () => {
  it.each(fields)("%s = %j is %s", (pointer, value, code) => {
    const at = code === "conflicting_fields" ? "/coupons/0" : pointer;
    const place = code === "duplicate_entry" ? `${at}/1` : at;
    expect(wrongWith({ [pointer]: value })).toEqual([`${place} ${code}`]);
  });

  it("a coupon without percent and amount points at the coupon", () => {
    expect(wrongWith({ "/coupons/0/percent": undefined })).toEqual(["/coupons/0 missing_field"]);
  });

  it("a change that does nothing or two things points at the change", () => {
    expect(wrongWith({ [`${change}/1/plan`]: undefined })).toEqual([`${change}/1 missing_field`]);
    expect(wrongWith({ [`${change}/1/pause`]: true })).toEqual([`${change}/1 conflicting_fields`]);
  });

  it("parents in a circle are told at every account of the circle, not below it", () => {
    const child = { key: "child", name: "Child", currency: "EUR", parent: "beta" };
    expect(wrongWith({ "/accounts/0/parent": "beta", "/accounts/2": child })).toEqual([
      "/accounts/0/parent parent_cycle",
      "/accounts/1/parent parent_cycle",
    ]);
  });

  it("a child in another currency than its parent points at its parent", () => {
    expect(wrongWith({ "/accounts/1/currency": "USD" })).toEqual([
      "/accounts/1/parent parent_currency_mismatch",
    ]);
  });

  it("a plan without a price in the account's currency points at the plan that is named", () => {
    expect(wrongWith({ "/plans/1/charges/0/priceByCurrency": undefined })).toEqual([
      "/subscriptions/1/plan no_price_in_currency",
    ]);
    expect(
      wrongWith({
        "/plans/1/charges/0/priceByCurrency": undefined,
        "/subscriptions/0/prices": undefined,
        "/subscriptions/1/plan": "team",
      }),
    ).toEqual([`${change}/1/plan no_price_in_currency`]);
  });

  it("a negotiated price stands in for a missing one", () => {
    expect(
      wrongWith({
        "/plans/1/charges/0/priceByCurrency": undefined,
        "/subscriptions/1/prices": { seats: { model: "flat", amount: "1" } },
      }),
    ).toEqual([]);
  });

  it("a negotiated price is lost with a plan that has no such charge", () => {
    const changes = [
      { on: "2026-02-01", plan: "team" },
      { on: "2026-03-01", plan: "desk" },
      { on: "2026-04-01", plan: "pro" },
    ];
    const price = { model: "flat", amount: "1" };
    const desk = { key: "desk", type: "one-time", price, priceByCurrency: { EUR: price } };
    const file = {
      "/plans/1/charges/0/priceByCurrency": undefined,
      "/plans/2": { key: "desk", charges: [desk] },
      "/subscriptions/0/changes": undefined,
      "/subscriptions/1/prices": { seats: { model: "flat", amount: "1" } },
      "/subscriptions/1/changes": changes,
    };
    expect(wrongWith(file)).toEqual(["/subscriptions/1/changes/2/plan no_price_in_currency"]);
    const again = { on: "2026-04-01", prices: { seats: price } };
    const mended = { ...file, "/subscriptions/1/changes": [...changes, again] };
    expect(wrongWith(mended), "negotiated again on that day").toEqual([]);
  });

  it("a fixed coupon without a currency is in the settings' currency", () => {
    expect(wrongWith({ "/coupons/1/currency": undefined })).toEqual([
      "/subscriptions/0/coupons/1 coupon_currency_mismatch",
    ]);
  });

  it("a quote given to another account points at the subscription's quote", () => {
    expect(wrongWith({ "/quotes/0/account": "beta" })).toEqual([
      "/subscriptions/0/quote quote_of_other_account",
    ]);
    expect(wrongWith({ "/subscriptions/1/quote": "q1" }), "a parent signs for its child").toEqual(
      [],
    );
  });
});

describe("a billing file with several mistakes", () => {
  it("tells all of them at once", () => {
    expect(
      wrongWith({
        "/settings/taxRounding": "Document",
        "/accounts/0/colour": "red",
        "/subscriptions/1/plan": "gold",
        "/usage/0/quantity": "1e3",
      }),
    ).toEqual([
      "/settings/taxRounding unknown_value",
      "/accounts/0/colour unknown_field",
      "/usage/0/quantity invalid_decimal",
      "/subscriptions/1/plan unknown_plan",
    ]);
  });

  it("tells a bad key where it is defined, not where it is used", () => {
    expect(wrongWith({ "/accounts/0/key": 7 })).toEqual(["/accounts/0/key wrong_type"]);
    expect(wrongWith({ "/accounts/0/key": undefined })).toEqual(["/accounts/0/key missing_field"]);
    expect(wrongWith({ "/plans": "none" })).toEqual(["/plans wrong_type"]);
    expect(wrongWith({ "/plans": undefined })).toEqual(["/plans missing_field"]);
    expect(
      wrongWith({ "/plans/1/key": "my pro", "/subscriptions/1/plan": "my pro" }),
      "a change still names the plan by its old key",
    ).toEqual(["/plans/1/key invalid_key", `${change}/1/plan unknown_plan`]);
  });

  it("tells a price's bad currency, not that the price is missing", () => {
    const price = { model: "flat", amount: "9.00" };
    expect(wrongWith({ "/plans/1/charges/0/priceByCurrency": { eur: price } })).toEqual([
      "/plans/1/charges/0/priceByCurrency/eur unknown_currency",
    ]);
  });

  it("names the remedy", () => {
    const file = fullFile();
    put(file, "/accounts/0/billcycleday", 1);
    put(file, "/subscriptions/1/plan", "prro");
    const parsed = parseBillingFile(file);
    expect(parsed.ok ? [] : parsed.errors.map(({ message }) => message)).toEqual([
      '"billcycleday" is not a field of an account. Did you mean "billCycleDay"?',
      'There is no plan with the key "prro". Did you mean "pro"?',
    ]);
  });
});
