import type {
  Change,
  Quantity,
  Quote,
  Subscription,
  UsageRecord,
} from "../subscriptions/subscription.ts";
import { inside } from "./file-error.ts";
import { price } from "./read-price.ts";
import {
  flag,
  isObject,
  type Loose,
  list,
  object,
  oneOf,
  onlyTrue,
  optional,
  type Reader,
  required,
  table,
} from "./readers.ts";
import { currency, day, decimal, instant, key, reference, text } from "./values.ts";

const number = decimal();
const byCharge = table("quantities by charge key", number);
const quantity: Reader<Quantity> = (value, at, report) =>
  (isObject(value) ? byCharge : number)(value, at, report) as Quantity | undefined;
const prices = table("prices by charge key", price);

const changeFields = object("a change", {
  on: required(day),
  knownOn: optional(day),
  quantity: optional(quantity),
  plan: optional(reference),
  prices: optional(prices),
  cancel: optional(oneOf(["now", "end-of-period"])),
  credit: optional(flag),
  pause: optional(onlyTrue),
  resume: optional(onlyTrue),
});
const actions = ["quantity", "plan", "prices", "cancel", "pause", "resume"];

/** One thing that happens on a day. */
const readChange: Reader<Loose<Change>> = (value, at, report) => {
  const change = changeFields(value, at, report);
  if (!isObject(value)) return undefined;
  const named = actions.filter((action) => Object.hasOwn(value, action));
  if (named.length === 0) {
    report(at, "missing_field", `A change needs one of: ${actions.join(", ")}.`);
  } else if (named.length > 1) {
    const message = `A change does one thing: make ${named.join(" and ")} changes of their own.`;
    report(at, "conflicting_fields", message);
  } else if (Object.hasOwn(value, "credit") && named[0] !== "cancel") {
    report(inside(at, "credit"), "unknown_field", "Only a cancel has a credit.");
  }
  return change as Loose<Change>;
};

const fields = object("a subscription", {
  key: required(key),
  account: required(reference),
  plan: required(reference),
  startOn: required(day),
  endOn: optional(day),
  quantity: optional(quantity),
  prices: optional(prices),
  coupons: optional(list("coupon keys", reference)),
  quote: optional(reference),
  billingStartsOn: optional(day),
  billedThroughOn: optional(day),
  changes: optional(list("changes", readChange)),
});

/** A plan sold to an account, as far as the file tells. */
export const readSubscription: Reader<Loose<Subscription>> = (value, at, report) => {
  const read = fields(value, at, report);
  if (read?.startOn !== undefined) {
    const { startOn, endOn, billingStartsOn } = read;
    if (endOn !== undefined && endOn < startOn) {
      report(
        inside(at, "endOn"),
        "end_before_start",
        `${endOn} is before the start on ${startOn}.`,
      );
    }
    if (billingStartsOn !== undefined && billingStartsOn < startOn) {
      const message = `${billingStartsOn} is before the start on ${startOn}.`;
      report(inside(at, "billingStartsOn"), "billing_before_start", message);
    }
  }
  return read as Loose<Subscription> | undefined;
};

export const readUsage = object("a usage record", {
  key: required(key),
  subscription: required(reference),
  charge: required(reference),
  at: required(instant),
  quantity: required(number),
  knownOn: optional(day),
}) as Reader<Loose<UsageRecord>>;

export const readQuote = object("a quote", {
  key: required(key),
  account: required(reference),
  title: required(text),
  amount: required(number),
  currency: optional(currency),
  validUntilOn: optional(day),
}) as Reader<Loose<Quote>>;
