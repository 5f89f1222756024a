import type { BillingSettings, Coupon, Plan, TaxRate } from "../catalog/catalog.ts";
import type { Account } from "../customers/account.ts";
import type { Quote, Subscription, UsageRecord } from "../subscriptions/subscription.ts";
import { readAccount } from "./read-account.ts";
import { readPlan, readSettings, readTaxRate } from "./read-catalog.ts";
import { readCoupon } from "./read-coupon.ts";
import { type RunAsked, readRun } from "./read-run.ts";
import { readQuote, readSubscription, readUsage } from "./read-subscription.ts";
import {
  describe,
  type Loose,
  list,
  object,
  optional,
  type Reader,
  required,
  wrongType,
} from "./readers.ts";

type Entries<T> = readonly (Loose<T> | undefined)[];

/** The file as read: every value typed, those that were reported missing. */
export type FileAsRead = {
  readonly settings?: Loose<BillingSettings> | undefined;
  readonly taxRates?: Entries<TaxRate> | undefined;
  readonly coupons?: Entries<Coupon> | undefined;
  readonly plans?: Entries<Plan> | undefined;
  readonly accounts?: Entries<Account> | undefined;
  readonly subscriptions?: Entries<Subscription> | undefined;
  readonly usage?: Entries<UsageRecord> | undefined;
  readonly quotes?: Entries<Quote> | undefined;
  readonly runs?: Entries<RunAsked> | undefined;
};

const version: Reader<1> = (value, at, report) => {
  if (value === 1) return value;
  if (typeof value !== "number") return wrongType(value, "the number 1", at, report);
  report(at, "unsupported_version", `Version 1 is known, not ${describe(value)}.`);
  return undefined;
};

/** Reads every field by itself; what refers to what is checked afterwards. */
export const readFile = object("a billing file", {
  version: required(version),
  settings: optional(readSettings),
  taxRates: optional(list("tax rates", readTaxRate)),
  coupons: optional(list("coupons", readCoupon)),
  plans: required(list("plans", readPlan)),
  accounts: required(list("accounts", readAccount)),
  subscriptions: required(list("subscriptions", readSubscription)),
  usage: optional(list("usage records", readUsage)),
  quotes: optional(list("quotes", readQuote)),
  runs: optional(list("runs", readRun)),
}) as Reader<FileAsRead>;
