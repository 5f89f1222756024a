import { type Account, weekdays } from "../customers/account.ts";
import { inside } from "./file-error.ts";
import {
  flag,
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
import { country, currency, email, key, locale, reference, text, timeZone } from "./values.ts";

const dayNumber = wholeNumber(1, 31);
const billCycleDay: Reader<number | "anniversary"> = (value, at, report) => {
  if (value === "anniversary") return value;
  if (typeof value === "number") return dayNumber(value, at, report);
  const message = 'This must be a day from 1 to 31, without quotes, or "anniversary".';
  report(at, typeof value === "string" ? "unknown_value" : "wrong_type", message);
  return undefined;
};

const address = object("an address", {
  line1: optional(text),
  line2: optional(text),
  city: optional(text),
  region: optional(text),
  postalCode: optional(text),
  country: required(country),
});

const fields = object("an account", {
  key: required(key),
  name: required(text),
  email: optional(email),
  currency: optional(currency),
  timeZone: optional(timeZone),
  billCycleDay: optional(billCycleDay),
  billCycleMonth: optional(wholeNumber(1, 12)),
  billCycleWeekday: optional(oneOf(weekdays)),
  segment: optional(text),
  tags: optional(list("tags", text)),
  parent: optional(reference),
  address: optional(address),
  taxRates: optional(list("tax rate keys", reference)),
  taxExempt: optional(flag),
  vatId: optional(text),
  paymentTermsDays: optional(wholeNumber(0, 3_650)),
  documentsPer: optional(oneOf(["account", "subscription"])),
  autoPay: optional(flag),
  poNumber: optional(text),
  locale: optional(locale),
});

/** A customer, as far as the file tells. */
export const readAccount: Reader<Loose<Account>> = (value, at, report) => {
  const account = fields(value, at, report) as Loose<Account> | undefined;
  if (account?.billCycleMonth !== undefined && isObject(value)) {
    // A day that is there but wrong is reported there.
    const day = value["billCycleDay"];
    if (day === undefined || day === "anniversary") {
      const message =
        "A cycle month needs a cycle day: give a billCycleDay from 1 to 31, or leave this out.";
      report(inside(at, "billCycleMonth"), "cycle_day_missing", message);
    }
  }
  return account;
};
