import type { Period } from "../catalog/catalog.ts";
import {
  describe,
  isObject,
  object,
  oneOf,
  optional,
  type Reader,
  wholeNumber,
  wrongType,
} from "./readers.ts";

const named = oneOf(["week", "month", "quarter", "half-year", "year"]);
// A century at most: longer is a slip of the hand, and days after it can't be written.
const counted = object("a period", {
  days: optional(wholeNumber(1, 36_500)),
  weeks: optional(wholeNumber(1, 5_200)),
  months: optional(wholeNumber(1, 1_200)),
});

/** A named period, or a number of days, weeks or months. */
export const period: Reader<Period> = (value, at, report) => {
  if (typeof value === "string") return named(value, at, report);
  if (!isObject(value)) {
    return wrongType(value, 'a period like "month" or { "days": 10 }', at, report);
  }
  const read = counted(value, at, report);
  const units = ["days", "weeks", "months"].filter((unit) => Object.hasOwn(value, unit));
  if (units.length !== 1) {
    const found = units.length === 0 ? "none" : units.map((unit) => describe(unit)).join(" and ");
    report(at, "invalid_period", `A period has one of "days", "weeks", "months", not ${found}.`);
    return undefined;
  }
  return read as Period;
};
