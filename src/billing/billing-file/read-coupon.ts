import type { Coupon } from "../catalog/catalog.ts";
import { inside } from "./file-error.ts";
import {
  isObject,
  type Loose,
  list,
  object,
  oneOf,
  optional,
  type Reader,
  required,
  wholeNumber,
} from "./readers.ts";
import { currency, decimal, key, reference, text } from "./values.ts";

const forWord = oneOf(["once", "forever"]);
const forPeriods = object("a duration", { periods: required(wholeNumber(1, 100_000)) });
const duration: Reader<unknown> = (value, at, report) =>
  isObject(value) ? forPeriods(value, at, report) : forWord(value, at, report);

const fields = object("a coupon", {
  key: required(key),
  name: optional(text),
  duration: required(duration),
  plans: optional(list("plan keys", reference)),
  charges: optional(list("charge keys", reference)),
  percent: optional(decimal({ most: "100" })),
  amount: optional(decimal()),
  currency: optional(currency),
});

/** A coupon that takes off either a percentage or an amount. */
export const readCoupon: Reader<Loose<Coupon>> = (value, at, report) => {
  const coupon = fields(value, at, report);
  if (!isObject(value)) return undefined;
  const [percent, amount] = [Object.hasOwn(value, "percent"), Object.hasOwn(value, "amount")];
  if (!percent && !amount) {
    report(at, "missing_field", 'A coupon needs a "percent" or an "amount".');
  } else if (percent && amount) {
    report(at, "conflicting_fields", 'A coupon has a "percent" or an "amount", not both.');
  } else if (percent && Object.hasOwn(value, "currency")) {
    const message = "Only a coupon with an amount has a currency.";
    report(inside(at, "currency"), "unknown_field", message);
  }
  return coupon as Loose<Coupon>;
};
