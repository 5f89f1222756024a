import { type DayNumber, dayNumber, farFuture } from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Timeline } from "../subscriptions/timeline.ts";
import { chargeStatus } from "./charge-status.ts";
import { explainCharges } from "./explain-charges.ts";
import type { PayerFacts, RunTerms } from "./proposal.ts";
import { effectiveAsOf } from "./propose-documents.ts";
import { chargesOf, chargeViewOf } from "./subscription-lines.ts";
import { type SubscriptionView, viewSubscriptions } from "./subscription-view.ts";

/** Where a subscription stands on a day. */
export type SoldState = "not-started" | "in-trial" | "active" | "paused" | "ended";

/** What is sold to an account by one subscription, as it stands on a day. */
export type SoldNow = {
  readonly subscription: string;
  /** The plan's name, or its key. */
  readonly plan: string;
  /** "5", or by charge: "seats 5, calls 1". */
  readonly quantity: string;
  readonly state: SoldState;
  readonly startsOn: DayNumber;
  /** First day without service, where that is known. */
  readonly endsOn: DayNumber | null;
};

/** What runs for an account, what is due and not billed yet, and what comes next. */
export type AccountStanding = {
  /** Ordered by key; what ended comes last. */
  readonly sold: readonly SoldNow[];
  /** Minor units, discount and tax included; null where nothing is due. */
  readonly dueNowMinor: bigint | null;
  /** The day after today on which the next charge is due. */
  readonly nextDueOn: DayNumber | null;
};

/** How an account stands on a day. Throws `NotBillable` where it can't be billed as it is. */
export function standingOf(
  facts: PayerFacts,
  catalog: Catalog,
  account: string,
  today: LocalDate,
): AccountStanding {
  const run: RunTerms = { targetOn: today, invoiceOn: today, asOf: today, select: {} };
  const views = viewSubscriptions(facts, catalog, effectiveAsOf(facts, run)).filter(
    (view) => view.account.key === account,
  );
  const lines = explainCharges(facts, catalog, run)
    .filter((charge) => charge.account === account)
    .flatMap((charge) => charge.lines);
  const sold = views.map((view) => soldNow(view, dayNumber(today)));
  return {
    sold: [...sold.filter(isRunning), ...sold.filter((one) => !isRunning(one))],
    dueNowMinor:
      lines.length === 0
        ? null
        : lines.reduce((sum, l) => sum + l.amountMinor - l.discountMinor + l.taxMinor, 0n),
    nextDueOn: nextDue(views, run),
  };
}

function isRunning({ state }: SoldNow): boolean {
  return state !== "ended";
}

function soldNow(view: SubscriptionView, today: DayNumber): SoldNow {
  const { timeline, subscription } = view;
  const span = timeline.spans.findLast(({ from }) => from <= today) ?? timeline.spans[0];
  if (!span) throw new Error("a timeline without terms");
  const { plan, quantity, quantityByCharge } = span.terms;
  const byCharge = Object.entries(quantityByCharge).map(([key, many]) => `${key} ${many}`);
  return {
    subscription: subscription.key,
    plan: plan.name ?? plan.key,
    quantity: byCharge.length > 0 ? byCharge.join(", ") : quantity,
    state: stateOf(view, today),
    startsOn: timeline.startsOn,
    endsOn: endOf(timeline),
  };
}

function stateOf({ timeline, firstBilled }: SubscriptionView, today: DayNumber): SoldState {
  if (today < timeline.startsOn) return "not-started";
  const end = endOf(timeline);
  if (end !== null && end <= today) return "ended";
  if (timeline.gaps.some(({ from, to }) => from <= today && today < to)) return "paused";
  return today < firstBilled ? "in-trial" : "active";
}

/** A cancellation at the end of a period ends each charge on a day of its own. */
function endOf({ endsOn, cancellations }: Timeline): DayNumber | null {
  const days = cancellations.filter(({ when }) => when === "now").map(({ on }) => on);
  const first = Math.min(endsOn, ...days);
  return first === farFuture ? null : first;
}

function nextDue(views: readonly SubscriptionView[], run: RunTerms): DayNumber | null {
  const days = views.flatMap((view) =>
    chargesOf(view).flatMap((charge) => {
      const { nextDueOn } = chargeStatus(chargeViewOf(view, charge.key, run), charge, run);
      return nextDueOn === null ? [] : [nextDueOn];
    }),
  );
  return days.length === 0 ? null : Math.min(...days);
}
