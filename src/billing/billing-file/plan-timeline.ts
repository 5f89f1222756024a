import type { LocalDate } from "../calendar/local-date.ts";
import type { Charge, Price } from "../catalog/catalog.ts";
import type { Quantity, Subscription } from "../subscriptions/subscription.ts";
import { inside, type Place } from "./file-error.ts";
import type { FileIndex, PlanEntry } from "./file-index.ts";
import type { Loose } from "./readers.ts";

/** What a subscription says on one day: its start, or one change. */
export type Step = {
  readonly on: LocalDate | undefined;
  readonly at: Place;
  readonly plan?: string | undefined;
  readonly quantity?: Quantity | undefined;
  readonly prices?: Readonly<Record<string, Price | undefined>> | undefined;
};

/** The start and the changes in the order in which they take effect. */
export function timelineOf(subscription: Loose<Subscription>, at: Place): readonly Step[] {
  const { startOn, plan, quantity, prices, changes } = subscription;
  const first: Step = { on: startOn, at, plan, quantity, prices };
  if (changes === undefined || changes.length === 0) return [first];
  const steps = changes.map((change, position): Step => {
    const place = inside(inside(at, "changes"), position);
    return { ...(change as Omit<Step, "at" | "on"> | undefined), on: change?.on, at: place };
  });
  // Stable, so that changes of one day stay in the order listed.
  steps.sort((a, b) => (a.on === undefined || b.on === undefined ? 0 : compareDays(a.on, b.on)));
  return [first, ...steps];
}

function compareDays(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Keys of the plans in force at a step or reached after it; undefined stands for one that can't be
 * read.
 */
export function plansFrom(timeline: readonly Step[], position: number): (string | undefined)[] {
  const later = timeline.slice(position + 1).filter((step) => "plan" in step);
  const inForce = timeline.slice(0, position + 1).findLast((step) => "plan" in step);
  return [inForce?.plan, ...later.map((step) => step.plan)];
}

/**
 * The charges called `key` in some of these plans, or null where one of the plans can't be read.
 */
export function chargesCalled(
  key: string,
  plans: readonly (string | undefined)[],
  index: FileIndex,
): readonly Loose<Charge>[] | null {
  const found: Loose<Charge>[] = [];
  let readable = true;
  for (const plan of plans) {
    const entry: PlanEntry | undefined =
      plan === undefined ? undefined : index.plans.byKey.get(plan);
    if (entry === undefined || !entry.charges.complete) readable = false;
    const charge = entry?.charges.byKey.get(key);
    if (charge !== undefined) found.push(charge);
  }
  return found.length === 0 && !readable ? null : found;
}
