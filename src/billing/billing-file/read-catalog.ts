import type { Charge, Period, Plan, Seller } from "../catalog/catalog.ts";
import { periodLength } from "../catalog/period-length.ts";
import { isInEu, isVatIdOf } from "../tax/eu-vat-id.ts";
import { inside, type Place, type Report } from "./file-error.ts";
import { period } from "./read-period.ts";
import { price } from "./read-price.ts";
import {
  describe,
  flag,
  isObject,
  type Loose,
  list,
  object,
  oneOf,
  optional,
  type Reader,
  required,
  table,
  wholeNumber,
  wrongType,
} from "./readers.ts";
import {
  checkCurrency,
  country,
  currency,
  decimal,
  key,
  reference,
  text,
  timeZone,
} from "./values.ts";

const proration = oneOf(["actual", "actual/360", "30/360", "none"]);

const sellerFields = object("a seller", { country: required(country), vatId: optional(text) });
const seller: Reader<Loose<Seller>> = (value, at, report) => {
  const read = sellerFields(value, at, report) as Loose<Seller> | undefined;
  const { country: of, vatId } = read ?? {};
  if (of !== undefined && vatId !== undefined && isInEu(of) && !isVatIdOf(vatId, of)) {
    const message = `${describe(vatId)} is no VAT id of ${of}: write it with its two letters.`;
    report(inside(at, "vatId"), "invalid_vat_id", message);
  }
  return read;
};

/** The rules of the whole company, as far as the file names them. */
export const readSettings = object("the settings", {
  currency: optional(currency),
  timeZone: optional(timeZone),
  proration: optional(proration),
  cancelDayBilled: optional(flag),
  taxRounding: optional(oneOf(["document", "line"])),
  negativeCharges: optional(oneOf(["net", "separate"])),
  zeroInvoices: optional(oneOf(["skip", "issue"])),
  seller: optional(seller),
  minimumInvoice: optional(table("amounts by currency", decimal(), checkCurrency)),
  catchUpPeriods: optional(wholeNumber(1, 100_000)),
});

export const readTaxRate = object("a tax rate", {
  key: required(key),
  name: optional(text),
  percent: required(decimal()),
  inclusive: optional(flag),
  country: optional(country),
  region: optional(text),
});

const chargeType = oneOf(["recurring", "one-time", "usage"]);
const commonFields = {
  key: required(key),
  type: required(chargeType),
  name: optional(text),
  taxRates: optional(list("tax rate keys", reference)),
  proration: optional(proration),
  price: required(price),
  priceByCurrency: optional(table("prices by currency", price, checkCurrency)),
};
const usageFields = {
  aggregate: optional(oneOf(["sum", "max", "last", "count"])),
  minimum: optional(decimal()),
};
const timing = oneOf(["advance", "arrears"]);
const recurring = object("a recurring charge", {
  ...commonFields,
  period: required(period),
  pricePeriod: optional(period),
  timing: required(timing),
});
const chargeReaders = new Map<unknown, Reader<unknown>>([
  ["recurring", recurring],
  ["one-time", object("a one-time charge", commonFields)],
  [
    "usage",
    object("a usage charge", { ...commonFields, ...usageFields, period: required(period) }),
  ],
]);
// What can be said of a charge whose type nobody knows: its fields, whichever type they belong to.
const chargeOfNoType = object("a charge", {
  ...commonFields,
  ...usageFields,
  period: optional(period),
  pricePeriod: optional(period),
  timing: optional(timing),
});

const readCharge: Reader<Loose<Charge>> = (value, at, report) => {
  if (!isObject(value)) return wrongType(value, "an object: a charge", at, report);
  const type = Object.hasOwn(value, "type") ? value["type"] : undefined;
  const read = (chargeReaders.get(type) ?? chargeOfNoType)(value, at, report) as Loose<Charge>;
  const { period, pricePeriod } = read as { period?: Period; pricePeriod?: Period };
  if (period !== undefined && pricePeriod !== undefined) {
    checkPricePeriod(period, pricePeriod, inside(at, "pricePeriod"), report);
  }
  return read;
};

/** Both in months or both in days, and one divides the other. */
function checkPricePeriod(billed: Period, priced: Period, at: Place, report: Report): void {
  const [a, b] = [periodLength(billed), periodLength(priced)];
  if (a.unit !== b.unit) {
    const message = `The period is counted in ${a.unit}, so the price period must be too.`;
    report(at, "price_period_mismatch", message);
  } else if (a.count % b.count !== 0 && b.count % a.count !== 0) {
    const message =
      `${b.count} ${b.unit} and the period's ${a.count} don't divide: ` +
      "one must be a whole number of times the other.";
    report(at, "price_period_mismatch", message);
  }
}

export const readPlan: Reader<Loose<Plan>> = object("a plan", {
  key: required(key),
  name: optional(text),
  trialDays: optional(wholeNumber(0, 36_500)),
  charges: required(list("charges", readCharge)),
}) as Reader<Loose<Plan>>;
