import { dayNumber } from "../calendar/day-number.ts";
import type { Charge } from "../catalog/catalog.ts";
import { inDocumentOrder } from "../invoicing/build-documents.ts";
import type { Line, LineKind } from "../invoicing/document.ts";
import type { DiscountedDraft, DraftLine } from "../invoicing/draft-line.ts";
import { takeCoupons } from "../invoicing/take-coupons.ts";
import type { ChargeView } from "./charge-view.ts";
import { oneTimeLines } from "./one-time-lines.ts";
import type { RunTerms } from "./proposal.ts";
import { recurringLines } from "./recurring-lines.ts";
import type { SubscriptionView } from "./subscription-view.ts";
import { usageLines } from "./usage-lines.ts";

const noLines: readonly Line[] = [];

/**
 * Everything that a run bills of one subscription, coupons taken off; tax comes with the document.
 */
export function subscriptionLines(
  view: SubscriptionView,
  run: RunTerms,
): readonly DiscountedDraft[] {
  const drafts = chargesOf(view).flatMap(({ key, type }) => {
    if (run.select.chargeTypes && !run.select.chargeTypes.includes(type)) return [];
    return chargeLines(view, key, type, run);
  });
  const coupons = view.subscription.coupons.map((key) => {
    const coupon = view.catalog.coupons.get(key);
    if (!coupon) throw new Error(`no coupon with key ${key}`);
    return coupon;
  });
  if (coupons.length === 0) return drafts.map((draft) => ({ draft, discounts: [] }));
  const billed = [...view.billed.values()].flat();
  return takeCoupons(drafts.sort(inDocumentOrder), coupons, billed, view.digits);
}

function chargeLines(
  view: SubscriptionView,
  key: string,
  type: Charge["type"],
  run: RunTerms,
): DraftLine[] {
  const charge = chargeViewOf(view, key, run);
  const targetOn = dayNumber(run.targetOn);
  if (type === "recurring") return recurringLines(charge, targetOn);
  return type === "usage" ? usageLines(charge, targetOn) : oneTimeLines(charge, targetOn);
}

/** One charge as a run looks at it. */
export function chargeViewOf(view: SubscriptionView, key: string, run: RunTerms): ChargeView {
  return { view, key, billed: view.billed.get(key) ?? noLines, plans: run.select.plans ?? null };
}

/** A charge that a subscription has or had; a key stands twice where plans disagree on its type. */
export type SubscribedCharge = Pick<Charge, "key" | "type" | "name">;

/**
 * Every charge of the subscription's plans, in order of appearance, and every charge that was
 * billed: a plan may turn out, late, never to have been in force.
 */
export function chargesOf(view: SubscriptionView): SubscribedCharge[] {
  const found: SubscribedCharge[] = [];
  const note = (charge: SubscribedCharge) => {
    const isKnown = ({ key, type }: SubscribedCharge) => key === charge.key && type === charge.type;
    if (!found.some(isKnown)) found.push(charge);
  };
  for (const span of view.timeline.spans)
    for (const charge of span.terms.plan.charges) note(charge);
  for (const [key, lines] of view.billed) {
    for (const { kind } of lines) if (kind !== "credit") note({ key, type: typeOf(kind) });
  }
  return found;
}

function typeOf(kind: Exclude<LineKind, "credit">): Charge["type"] {
  return kind === "minimum" ? "usage" : kind;
}
