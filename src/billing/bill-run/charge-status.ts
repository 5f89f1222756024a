import { periodAt } from "../calendar/cycle.ts";
import { type DayNumber, dayNumber } from "../calendar/day-number.ts";
import { sayDay } from "../calendar/say-day.ts";
import { type ChargeView, isPlanSelected } from "./charge-view.ts";
import { dueDay } from "./due-day.ts";
import { oneTimeDue } from "./one-time-lines.ts";
import type { RunTerms } from "./proposal.ts";
import {
  type PeriodicCharge,
  periodicCharge,
  servedPeriods,
  serviceEnd,
} from "./served-periods.ts";
import type { SubscribedCharge } from "./subscription-lines.ts";
import { measureOf, type SubscriptionView } from "./subscription-view.ts";

/** Why a charge makes no line in a run. */
export type ChargeStatus = {
  /** snake_case, for machines. */
  readonly code: string;
  /** A sentence for a person. */
  readonly sentence: string;
  /** When it will be due next, if that is known. */
  readonly nextDueOn: DayNumber | null;
};

/** Why a charge that a run looked at is not billed by it. Read it only where there are no lines. */
export function chargeStatus(
  chargeView: ChargeView,
  { type }: SubscribedCharge,
  run: RunTerms,
): ChargeStatus {
  const { view } = chargeView;
  const { chargeTypes, plans } = run.select;
  if (chargeTypes && !chargeTypes.includes(type)) {
    const sentence = `excluded, the run bills ${chargeTypes.join(" and ")} charges only`;
    return { code: "charge_type_not_selected", sentence, nextDueOn: null };
  }
  if (
    plans &&
    !view.timeline.spans.some(({ terms }) => isPlanSelected(chargeView, terms.plan.key))
  ) {
    const sentence = `excluded, the run bills only what is sold by plan ${plans.join(", ")}`;
    return { code: "plan_not_selected", sentence, nextDueOn: null };
  }
  const targetOn = dayNumber(run.targetOn);
  return type === "one-time"
    ? oneTimeStatus(chargeView, targetOn)
    : periodicStatus(chargeView, targetOn);
}

function oneTimeStatus({ view, key, billed }: ChargeView, targetOn: DayNumber): ChargeStatus {
  const line = billed.find(({ kind }) => kind === "one-time");
  if (line) return status("billed_once", `billed once, for ${sayDay(dayNumber(line.from))}`);
  const due = oneTimeDue(view.timeline, key);
  if (!due) return status("ended", "service ended before its plan was reached");
  if (due.on < view.billedFrom) {
    return status("billed_elsewhere", `billed elsewhere, through ${sayDay(view.billedFrom - 1)}`);
  }
  if (due.on > targetOn) return next(due.on, "not due before");
  return status("not_due", "not due");
}

function periodicStatus(chargeView: ChargeView, targetOn: DayNumber): ChargeStatus {
  const { view, key } = chargeView;
  const charge = chargeAround(view, key, targetOn);
  if (!charge) return status("no_longer_sold", "not part of the plan in force");
  const measure = measureOf(view, charge);
  const around = Math.max(targetOn, view.firstBilled, view.billedFrom);
  const horizon = periodAt(measure.cycle, around).to;
  const dues = servedPeriods(view, key, horizon, () => "-").map((served) => dueDay(view, served));
  const later = dues.filter((day) => day > targetOn);
  const nextDueOn = later.length === 0 ? null : Math.min(...later);
  const reason = periodicReason(view, charge, targetOn, nextDueOn);
  return { ...reason, nextDueOn };
}

function periodicReason(
  view: SubscriptionView,
  charge: PeriodicCharge,
  targetOn: DayNumber,
  nextDueOn: DayNumber | null,
): ChargeStatus {
  const { timeline, firstBilled, billedFrom } = view;
  const end = serviceEnd(view, measureOf(view, charge)).on;
  const paused = timeline.gaps.find(({ from, to }) => from <= targetOn && targetOn < to);
  if (targetOn < timeline.startsOn) {
    return status("not_started", `starts on ${sayDay(timeline.startsOn)}`);
  }
  if (end <= firstBilled && nextDueOn === null)
    return status("ended", "ended before it was billed");
  if (targetOn < firstBilled)
    return status("in_trial", `in trial until ${sayDay(firstBilled - 1)}`);
  if (targetOn < billedFrom) {
    return status("billed_elsewhere", `billed elsewhere through ${sayDay(billedFrom - 1)}`);
  }
  if (nextDueOn === null && end <= targetOn + 1)
    return status("ended", `ended on ${sayDay(end - 1)}`);
  if (paused) return status("paused", `paused since ${sayDay(paused.from)}`);
  if (nextDueOn !== null) return next(nextDueOn, "billed so far, next due on");
  return end <= view.billedFrom
    ? status("ended", `ended on ${sayDay(end - 1)}`)
    : status("nothing_used", "nothing was used");
}

/** The charge as sold on that day, else as sold next, else as sold last. */
function chargeAround(view: SubscriptionView, key: string, day: DayNumber): PeriodicCharge | null {
  let last: PeriodicCharge | null = null;
  for (const { to, terms } of view.timeline.spans) {
    last = periodicCharge(terms.plan.charges, key) ?? last;
    if (last && day < to) return last;
  }
  return last;
}

function next(on: DayNumber, words: string): ChargeStatus {
  return { code: "not_due", sentence: `${words} ${sayDay(on)}`, nextDueOn: on };
}

function status(code: string, sentence: string): ChargeStatus {
  return { code, sentence, nextDueOn: null };
}
