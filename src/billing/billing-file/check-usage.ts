import { checkFineness } from "./check-catalog.ts";
import { inside, type Report, wholeFile } from "./file-error.ts";
import { currencyOf, type FileIndex, listPlace } from "./file-index.ts";
import type { FileAsRead } from "./file-shape.ts";
import { lookUp, lookUpAll } from "./key-index.ts";
import { chargesCalled, timelineOf } from "./plan-timeline.ts";
import { describe } from "./readers.ts";

/** Usage belongs to a usage charge of a plan that its subscription has had or will have. */
export function checkUsage(file: FileAsRead, index: FileIndex, report: Report): void {
  // One subscription may have millions of records of one charge: each pair is looked at once.
  const verdicts = new Map<string, "fine" | "unknown_charge" | "charge_not_usage">();
  file.usage?.forEach((record, position) => {
    if (record === undefined) return;
    const at = inside(listPlace("usage"), position);
    const { subscription: key, charge } = record;
    const subscriptionAt = inside(at, "subscription");
    const found = lookUp(index.subscriptions, key, "subscription", subscriptionAt, report);
    if (found === undefined || charge === undefined) return;
    const pair = JSON.stringify([key, charge]);
    let verdict = verdicts.get(pair);
    if (verdict === undefined) {
      const plans = timelineOf(found, wholeFile).flatMap((step) =>
        "plan" in step ? [step.plan] : [],
      );
      const charges = chargesCalled(charge, plans, index);
      if (charges === null) verdict = "fine";
      else if (charges.length === 0) verdict = "unknown_charge";
      else {
        const mayBeUsage = charges.some(({ type }) => type === "usage" || type === undefined);
        verdict = mayBeUsage ? "fine" : "charge_not_usage";
      }
      verdicts.set(pair, verdict);
    }
    if (verdict === "fine") return;
    const message =
      verdict === "unknown_charge"
        ? `No plan of subscription ${describe(key)} has a charge ${describe(charge)}.`
        : `Charge ${describe(charge)} is not of type "usage": it can't be used up.`;
    report(inside(at, "charge"), verdict, message);
  });
}

/** Quotes are given to accounts that exist, in their currency. */
export function checkQuotes(file: FileAsRead, index: FileIndex, report: Report): void {
  file.quotes?.forEach((quote, position) => {
    if (quote === undefined) return;
    const at = inside(listPlace("quotes"), position);
    const account = lookUp(index.accounts, quote.account, "account", inside(at, "account"), report);
    const billed = account && currencyOf(account, index);
    const quoted = "currency" in quote ? quote.currency : billed;
    checkFineness(quote.amount, quoted, inside(at, "amount"), report);
    if (billed === undefined || quoted === undefined || billed === quoted) return;
    const message = `The account is billed in ${billed}: a quote to it must be, too.`;
    report(inside(at, "currency"), "quote_currency_mismatch", message);
  });
}

/** Accounts and plans that a run selects by key exist. */
export function checkRuns(file: FileAsRead, index: FileIndex, report: Report): void {
  file.runs?.forEach((run, position) => {
    const at = inside(inside(listPlace("runs"), position), "select");
    const select = run?.select;
    lookUpAll(index.accounts, select?.accounts, "account", inside(at, "accounts"), report);
    lookUpAll(index.plans, select?.plans, "plan", inside(at, "plans"), report);
  });
}
