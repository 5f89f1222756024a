import { dayNumber } from "../calendar/day-number.ts";
import type { Charge } from "../catalog/catalog.ts";
import { NotBillable } from "../catalog/not-billable.ts";
import { inDocumentOrder } from "../invoicing/build-documents.ts";
import type { Line, LineKind } from "../invoicing/document.ts";
import type { DiscountedDraft, DraftLine } from "../invoicing/draft-line.ts";
import { takeCoupons } from "../invoicing/take-coupons.ts";
import type { ChargeView } from "./charge-view.ts";
import { countedAsBilled } from "./counted-as-billed.ts";
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
  const { chargeTypes } = run.select;
  const drafts: DraftLine[] = [];
  for (const { key, type } of chargesOf(view)) {
    if (chargeTypes && !chargeTypes.includes(type)) continue;
    for (const draft of chargeLines(view, key, type, run)) drafts.push(draft);
  }
  const coupons = view.subscription.coupons.map((key) => {
    const coupon = view.catalog.coupons.get(key);
    if (!coupon) throw new NotBillable("coupon_missing", `no coupon with key ${key}`);
    return coupon;
  });
  if (drafts.length === 0) return [];
  if (run.catchUp) return drafts.map((draft) => ({ draft: countedAsBilled(draft), discounts: [] }));
  if (coupons.length === 0) return drafts.map((draft) => ({ draft, discounts: [] }));
  return takeCoupons(drafts.sort(inDocumentOrder), coupons, view.billed, view.digits);
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
  return {
    view,
    key,
    billed: view.billed.get(key) ?? noLines,
    named: view.named.get(key) ?? noLines,
    plans: run.select.plans ?? null,
    catchUp: run.catchUp ?? false,
  };
}

/** A charge that a subscription has or had; a key stands twice where plans disagree on its type. */
export type SubscribedCharge = Pick<Charge, "key" | "type" | "name">;

/**
 * Every charge of the subscription's plans, in order of appearance, and every charge that was
 * billed: a plan may turn out, late, never to have been in force.
 */
export function chargesOf(view: SubscriptionView): SubscribedCharge[] {
  const found: SubscribedCharge[] = [];
  for (const { terms } of view.timeline.spans) {
    for (const charge of terms.plan.charges) {
      if (!isAmong(found, charge.key, charge.type)) found.push(charge);
    }
  }
  for (const [key, lines] of view.billed) {
    let before: LineKind = "credit";
    for (const { kind } of lines) {
      if (kind === "credit" || kind === before) continue;
      before = kind;
      const type = typeOf(kind);
      if (!isAmong(found, key, type)) found.push({ key, type });
    }
  }
  return found;
}

function isAmong(found: readonly SubscribedCharge[], key: string, type: Charge["type"]): boolean {
  for (const charge of found) if (charge.key === key && charge.type === type) return true;
  return false;
}

function typeOf(kind: Exclude<LineKind, "credit">): Charge["type"] {
  return kind === "minimum" ? "usage" : kind;
}
