import type { Coupon, TaxRate } from "../../billing/catalog/catalog.ts";

/** Rates of the countries, and of the states of the USA, where Northlight is registered. */
export const sampleTaxRates: readonly TaxRate[] = [
  { key: "de-vat", name: "Umsatzsteuer 19 %", percent: "19", country: "DE" },
  { key: "fr-vat", name: "TVA 20 %", percent: "20", country: "FR" },
  { key: "gb-vat", name: "VAT 20 %", percent: "20", country: "GB" },
  { key: "jp-tax", name: "消費税 10 %", percent: "10", country: "JP" },
  { key: "ch-vat", name: "MWST 8.1 %", percent: "8.1", country: "CH" },
  { key: "us-ny", name: "New York sales tax", percent: "8.875", country: "US", region: "NY" },
  { key: "us-pa", name: "Pennsylvania sales tax", percent: "6", country: "US", region: "PA" },
  { key: "us-wa", name: "Washington sales tax", percent: "10.35", country: "US", region: "WA" },
];

/** What sales may grant. */
export const sampleCoupons: readonly Coupon[] = [
  {
    key: "LAUNCH20",
    name: "Launch offer, 20 % for three months",
    duration: { periods: 3 },
    plans: ["team", "business"],
    charges: ["base", "seats"],
    percent: "20",
  },
  {
    key: "CHARITY15",
    name: "Nonprofits, 15 %",
    duration: "forever",
    percent: "15",
  },
  {
    key: "WELCOME25",
    name: "25.00 off the first bill",
    duration: "once",
    plans: ["starter"],
    amount: "25.00",
    currency: "USD",
  },
];
