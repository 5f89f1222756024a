import type { RunTerms } from "../bill-run/proposal.ts";
import { list, object, oneOf, optional, type Reader, required, wholeNumber } from "./readers.ts";
import { currency, day, reference, text } from "./values.ts";

const select = object("a selection", {
  accounts: optional(list("account keys", reference)),
  segments: optional(list("segments", text)),
  tags: optional(list("tags", text)),
  currencies: optional(list("currencies", currency)),
  billCycleDays: optional(list("days from 1 to 31", wholeNumber(1, 31))),
  plans: optional(list("plan keys", reference)),
  chargeTypes: optional(list("charge types", oneOf(["recurring", "one-time", "usage"]))),
});

/** A run as the file asks for it; `invoiceOn` and `asOf` may be left to their defaults. */
export type RunAsked = Pick<RunTerms, "targetOn"> &
  Partial<Pick<RunTerms, "invoiceOn" | "asOf" | "select">> & {
    readonly kind?: "ad-hoc" | "catch-up";
  };

export const readRun = object("a run", {
  targetOn: required(day),
  invoiceOn: optional(day),
  asOf: optional(day),
  select: optional(select),
  kind: optional(oneOf(["ad-hoc", "catch-up"])),
}) as Reader<RunAsked>;
