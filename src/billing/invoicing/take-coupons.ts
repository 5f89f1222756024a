import { localDateOf } from "../calendar/day-number.ts";
import type { Coupon } from "../catalog/catalog.ts";
import { allocateByWeight } from "../money/allocate.ts";
import { add, exact, multiply, one, ratio, roundHalfAway } from "../money/exact.ts";
import type { Line, LineDiscount } from "./document.ts";
import type { DiscountedDraft, DraftLine } from "./draft-line.ts";

/** A draft while coupons are taken off it. */
type Open = { readonly draft: DraftLine; restMinor: bigint; readonly discounts: LineDiscount[] };

/**
 * Takes a subscription's coupons off its new lines, in the order the subscription lists them, each
 * on what the earlier ones left. `billed` are the lines billed before, by charge: a fixed amount is
 * taken once for each period start, so what was taken for it before (less what comes back now) is
 * gone.
 *
 * Lines that give back, and standing credits, take no coupon. `drafts` come in document order.
 */
export function takeCoupons(
  drafts: readonly DraftLine[],
  coupons: readonly Coupon[],
  billed: ReadonlyMap<string, readonly Line[]>,
  digits: number,
): DiscountedDraft[] {
  const open = drafts.map(
    (draft): Open => ({ draft, restMinor: draft.listedMinor, discounts: [] }),
  );
  for (const coupon of coupons) {
    const covered = open.filter(({ draft, restMinor }) => restMinor > 0n && covers(coupon, draft));
    if (covered.length === 0) continue;
    if ("percent" in coupon) takePercent(coupon.key, coupon.percent, covered);
    else takeFixed(coupon.key, minorOf(coupon.amount, digits), covered, drafts, billed);
  }
  return open;
}

/** True where the coupon holds for the line: its plan, its charge, and its period's number. */
export function covers(coupon: Coupon, draft: DraftLine): boolean {
  const { plans, charges, duration } = coupon;
  const facts = draft.coupon;
  if (!facts) return false;
  if (plans && !plans.includes(facts.plan)) return false;
  if (charges && !charges.includes(draft.charge)) return false;
  if (duration === "forever") return true;
  return facts.periodIndex < (duration === "once" ? 1 : duration.periods);
}

function takePercent(coupon: string, percent: string, covered: readonly Open[]): void {
  const { n, d: whole } = exact(percent);
  const d = whole * 100n;
  for (const line of covered) {
    const off = roundHalfAway({ n: line.restMinor * n, d });
    take(line, coupon, smaller(off, line.restMinor));
  }
}

/** Once for each period start, spread over its lines in proportion to what is left of them. */
function takeFixed(
  coupon: string,
  amountMinor: bigint,
  covered: readonly Open[],
  drafts: readonly DraftLine[],
  billed: ReadonlyMap<string, readonly Line[]>,
): void {
  const starts = new Map<number, Open[]>();
  for (const line of covered) {
    const lines = starts.get(line.draft.periodFrom);
    if (lines) lines.push(line);
    else starts.set(line.draft.periodFrom, [line]);
  }
  for (const [start, lines] of starts) {
    const left = amountMinor - takenBefore(coupon, start, drafts, billed);
    const rest = lines.reduce((sum, line) => sum + line.restMinor, 0n);
    const total = smaller(left, rest);
    if (total <= 0n) continue;
    const parts = allocateByWeight(
      total,
      lines.map((line) => line.restMinor),
    );
    for (const [index, line] of lines.entries()) take(line, coupon, parts[index] ?? 0n);
  }
}

/** What lines of that start took of the coupon, at listed prices, less what this run gives back. */
function takenBefore(
  coupon: string,
  start: number,
  drafts: readonly DraftLine[],
  billed: ReadonlyMap<string, readonly Line[]>,
): bigint {
  const startOn = localDateOf(start);
  let taken = 0n;
  for (const lines of billed.values()) {
    for (const { periodFrom, discounts, taxes } of lines) {
      if (periodFrom !== startOn) continue;
      for (const discount of discounts) {
        if (discount.coupon === coupon) taken += withTaxInside(discount.discountMinor, taxes);
      }
    }
  }
  for (const { periodFrom, givenBack, rates } of drafts) {
    if (periodFrom !== start || !givenBack) continue;
    for (const discount of givenBack.discounts) {
      if (discount.coupon === coupon) taken += withTaxInside(discount.discountMinor, rates);
    }
  }
  return taken;
}

/** Lines state discounts without the tax inside the price; the coupon came off with it. */
function withTaxInside(
  minor: bigint,
  rates: readonly { readonly percent: string; readonly inclusive: boolean }[],
): bigint {
  let factor = one;
  for (const { percent, inclusive } of rates) {
    if (inclusive) factor = add(factor, multiply(exact(percent), ratio(1n, 100n)));
  }
  return factor === one ? minor : roundHalfAway(multiply(ratio(minor), factor));
}

function take(line: Open, coupon: string, discountMinor: bigint): void {
  if (discountMinor === 0n) return;
  line.restMinor -= discountMinor;
  line.discounts.push({ coupon, discountMinor });
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function minorOf(amount: string, digits: number): bigint {
  const { n, d } = exact(amount);
  return roundHalfAway({ n: n * 10n ** BigInt(digits), d });
}
