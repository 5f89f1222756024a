import type { DayNumber } from "../calendar/day-number.ts";
import { sayDay } from "../calendar/say-day.ts";
import type { OneTimeCharge } from "../catalog/catalog.ts";
import type { DraftLine } from "../invoicing/draft-line.ts";
import { joinPrice } from "../rating/say-price.ts";
import type { Terms, Timeline } from "../subscriptions/timeline.ts";
import { findRates } from "../tax/find-rates.ts";
import { type ChargeView, isPlanSelected } from "./charge-view.ts";
import { correctionsAfter } from "./corrections.ts";
import { writeTerms } from "./line-terms.ts";
import { rateSold } from "./rate-sold.ts";

/** The day on which a one-time charge is due, and by which terms. */
export type OneTimeDue = {
  readonly on: DayNumber;
  readonly charge: OneTimeCharge;
  readonly terms: Terms;
};

/**
 * A one-time charge is due on the first day of the subscription, trial or not; of a plan reached by
 * a change on that day. Once for each charge key: what was billed stays, whatever changes
 * afterwards.
 */
export function oneTimeLines(chargeView: ChargeView, targetOn: DayNumber): DraftLine[] {
  const { view, key, billed, named } = chargeView;
  if (billed.some((line) => line.kind === "one-time")) return [];
  const due = oneTimeDue(view.timeline, key);
  if (!due || due.on > targetOn || due.on < view.billedFrom) return [];
  const { on, charge, terms } = due;
  if (!isPlanSelected(chargeView, terms.plan.key)) return [];
  const { quantity, amountMinor, amountText, say } = rateSold(view, charge, terms);
  return [
    {
      account: view.account.key,
      subscription: view.subscription.key,
      charge: key,
      kind: "one-time",
      from: on,
      to: on + 1,
      periodFrom: on,
      correction: correctionsAfter(named).next(on, on, "one-time"),
      corrects: [],
      quantity,
      fraction: null,
      listedMinor: amountMinor,
      rates: findRates(charge, view.payer, view.catalog),
      terms: writeTerms({ code: "once", mark: amountText, listedMinor: null }),
      why: joinPrice(say(), `once, on ${sayDay(on)}`),
      coupon: { plan: terms.plan.key, periodIndex: 0, periodFrom: on },
      givenBack: null,
    },
  ];
}

/** When a one-time charge is due; null where service ends before the plan with it is reached. */
export function oneTimeDue(timeline: Timeline, key: string): OneTimeDue | null {
  for (const { from, terms } of timeline.spans) {
    for (const charge of terms.plan.charges) {
      if (charge.key !== key || charge.type !== "one-time") continue;
      return from < endAtOnce(timeline) ? { on: from, charge, terms } : null;
    }
  }
  return null;
}

/** Where service ends at once; what runs to the end of its period doesn't bound other charges. */
function endAtOnce({ endsOn, cancellations }: Timeline): DayNumber {
  let end = endsOn;
  for (const { on, when } of cancellations) if (when === "now") end = Math.min(end, on);
  return end;
}
