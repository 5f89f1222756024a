import { periodAt } from "../calendar/cycle.ts";
import { type DayNumber, dayNumber, farFuture } from "../calendar/day-number.ts";
import { sayDay, sayPeriodDays } from "../calendar/say-day.ts";
import type { Line } from "../invoicing/document.ts";
import { billedStretches } from "./billed-stretches.ts";
import { type ChargeView, isPlanSelected } from "./charge-view.ts";
import { dueDay } from "./due-day.ts";
import { oneTimeDue } from "./one-time-lines.ts";
import type { RunTerms } from "./proposal.ts";
import {
  type PeriodicCharge,
  periodicCharge,
  type ServedPeriod,
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
    const sentence = `excluded, the run bills only what is sold by plan ${namesOf(view, plans)}`;
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
    return status("billed_elsewhere", `billed elsewhere through ${sayDay(view.billedFrom - 1)}`);
  }
  if (due.on > targetOn) return next(due.on, "not due before");
  return status("not_due", "not due");
}

/** Plans by their names, where they have any. */
function namesOf({ catalog }: SubscriptionView, plans: readonly string[]): string {
  return plans.map((key) => catalog.plans.get(key)?.name ?? key).join(", ");
}

function periodicStatus(chargeView: ChargeView, targetOn: DayNumber): ChargeStatus {
  const { view, key } = chargeView;
  const charge = chargeAround(view, key, targetOn);
  if (!charge) return status("no_longer_sold", "not part of the plan in force");
  const measure = measureOf(view, charge);
  const around = Math.max(targetOn, view.firstBilled, view.billedFrom);
  const horizon = periodAt(measure.cycle, around).to;
  let [nextDueOn, lastDue]: [DayNumber | null, ServedPeriod | null] = [null, null];
  for (const served of servedPeriods(view, key, horizon, () => "-")) {
    const due = dueDay(view, served);
    if (due <= targetOn) lastDue = served;
    else if (nextDueOn === null || due < nextDueOn) nextDueOn = due;
  }
  const reason =
    reasonBefore(view, charge, targetOn, nextDueOn) ??
    reasonSince(chargeView, charge, lastDue, nextDueOn);
  return { ...reason, nextDueOn };
}

/** Why there is nothing on the target day itself: not begun, over, paused, billed elsewhere. */
function reasonBefore(
  view: SubscriptionView,
  charge: PeriodicCharge,
  targetOn: DayNumber,
  nextDueOn: DayNumber | null,
): ChargeStatus | null {
  const { timeline, firstBilled, billedFrom } = view;
  const end = serviceEnd(view, measureOf(view, charge)).on;
  if (targetOn < timeline.startsOn) {
    return status("not_started", `starts on ${sayDay(timeline.startsOn)}`);
  }
  if (end <= firstBilled && nextDueOn === null) {
    return status("ended", "ended before it was billed");
  }
  if (targetOn < firstBilled) {
    return status("in_trial", `in trial until ${sayDay(firstBilled - 1)}`);
  }
  if (targetOn < billedFrom) {
    return status("billed_elsewhere", `billed elsewhere through ${sayDay(billedFrom - 1)}`);
  }
  if (nextDueOn === null && (end <= targetOn + 1 || end <= billedFrom)) {
    return status("ended", `ended on ${sayDay(end - 1)}`);
  }
  const paused = timeline.gaps.find(({ from, to }) => from <= targetOn && targetOn < to);
  if (!paused) return null;
  const resumes = paused.to < farFuture ? `, resumes on ${sayDay(paused.to)}` : "";
  return status("paused", `paused since ${sayDay(paused.from)}${resumes}`);
}

/** Why there is nothing where there is service: billed so far, nothing used, or not due yet. */
function reasonSince(
  { view, billed }: ChargeView,
  charge: PeriodicCharge,
  lastDue: ServedPeriod | null,
  nextDueOn: DayNumber | null,
): ChargeStatus {
  const through = billedThrough(view, billed);
  const then = nextDueOn === null ? "" : `, next due on ${sayDay(nextDueOn)}`;
  const lastServed = lastDue?.stretches[lastDue.stretches.length - 1];
  if (charge.type === "usage" && lastServed && (through === null || through < lastServed.to)) {
    const from = Math.max(lastDue?.stretches[0]?.from ?? lastServed.from, view.billedFrom);
    const days = sayPeriodDays(from, lastServed.to);
    return status("nothing_used", `nothing was used ${days}${then}`);
  }
  if (nextDueOn !== null) {
    if (through === null) return next(nextDueOn, "not due before");
    return next(nextDueOn, `billed through ${sayDay(through - 1)}, next due on`);
  }
  if (through === null) return status("nothing_left", "ends with nothing left to bill");
  const { cancellations } = view.timeline;
  const how = cancellations.some(({ when }) => when === "end-of-period")
    ? "cancelled at the end of the period"
    : "service ends";
  return status("billed_through", `billed through ${sayDay(through - 1)}, then ${how}`);
}

/** The day after the last that stands billed, without what was given back; null: none. */
function billedThrough(view: SubscriptionView, billed: readonly Line[]): DayNumber | null {
  const stretches = billedStretches(view, billed);
  let through: DayNumber | null = null;
  const note = (to: DayNumber) => {
    if (through === null || to > through) through = to;
  };
  for (const { days } of stretches) for (const { to } of days) note(to);
  for (const { kind, to } of billed) {
    if (kind === "usage" || kind === "minimum") note(dayNumber(to));
  }
  return through;
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
