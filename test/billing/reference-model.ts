/**
 * What recurring charges should have billed after some runs, worked out day by day: slow, obvious,
 * and without a line of the book's own code. Every day has a price of its own, the price of its
 * whole month divided by that month's days; a run looks at each day by itself. Covers months by
 * actual days at flat and unit prices.
 */

/** Something that happens, as the billing file writes it. */
export type ModelChange = { readonly on: string; readonly knownOn?: string } & (
  | { readonly quantity: string }
  | { readonly plan: string }
  | { readonly prices: Readonly<Record<string, ModelPrice>> }
  | { readonly cancel: "now" | "end-of-period"; readonly credit?: boolean }
  | { readonly pause: true }
  | { readonly resume: true }
);

/** Amounts with two decimals. */
export type ModelPrice =
  | { readonly model: "flat"; readonly amount: string }
  | { readonly model: "per-unit"; readonly unitPrice: string };

export type ModelCharge = {
  readonly key: string;
  readonly timing: "advance" | "arrears";
  readonly price: ModelPrice;
};

/** One subscription and what is done with it. */
export type ModelWorld = {
  readonly plans: Readonly<Record<string, readonly ModelCharge[]>>;
  /** 1–31; null: the day of the first billed day. */
  readonly billCycleDay: number | null;
  readonly cancelDayBilled: boolean;
  readonly startOn: string;
  readonly trialDays: number;
  readonly endOn?: string;
  readonly billedThroughOn?: string;
  readonly quantity: string;
  readonly changes: readonly ModelChange[];
  readonly runs: readonly { readonly targetOn: string; readonly asOf: string }[];
};

/** 28 × 29 × 30 × 31: a day's part of a price is a whole number of such parts of a cent. */
export const partsOfCent = 755_160n;

const dayMs = 86_400_000;
const never = 1e9;

function toDay(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / dayMs;
}

/** Day `dayOfMonth` (or the last) of a month counted from January of year 0. */
function dayOf(month: number, dayOfMonth: number): number {
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const day = Math.min(dayOfMonth, last);
  return Date.UTC(Math.floor(month / 12), month % 12, day) / dayMs;
}

/** The month `[from, to)` of the cycle that a day lies in. */
function monthAround(world: ModelWorld, day: number): readonly [number, number] {
  const first = new Date((toDay(world.startOn) + world.trialDays) * dayMs);
  const dayOfMonth = world.billCycleDay ?? first.getUTCDate();
  const at = new Date(day * dayMs);
  let month = at.getUTCFullYear() * 12 + at.getUTCMonth();
  if (dayOf(month, dayOfMonth) > day) month -= 1;
  return [dayOf(month, dayOfMonth), dayOf(month + 1, dayOfMonth)];
}

/** What is known of the subscription on `asOf`. */
type Known = {
  readonly charge: (key: string, day: number) => ModelCharge | undefined;
  /** What a whole month costs on that day, in cents. */
  readonly cents: (charge: ModelCharge, day: number) => bigint;
  readonly isPaused: (day: number) => boolean;
  readonly end: number;
  readonly endGivesBack: boolean;
};

function knownOn(world: ModelWorld, asOf: number): Known {
  const seen = world.changes
    .filter((change) => toDay(change.knownOn ?? change.on) <= asOf)
    .sort((a, b) => toDay(a.on) - toDay(b.on));
  const start = toDay(world.startOn);
  const until = (day: number) => seen.filter(({ on }) => Math.max(toDay(on), start) <= day);
  const firstBilled = start + world.trialDays;
  let [end, endGivesBack] = [world.endOn === undefined ? never : toDay(world.endOn), true];
  for (const change of seen) {
    if (!("cancel" in change)) continue;
    const on = toDay(change.on);
    const ofPeriod = on < firstBilled ? firstBilled : monthAround(world, on)[1];
    const last = change.cancel === "now" ? on + (world.cancelDayBilled ? 1 : 0) : ofPeriod;
    if (last < end) [end, endGivesBack] = [last, change.credit ?? true];
  }
  return { ...termsKnown(world, until), isPaused: pausesKnown(world, seen), end, endGivesBack };
}

function termsKnown(
  world: ModelWorld,
  until: (day: number) => readonly ModelChange[],
): Pick<Known, "charge" | "cents"> {
  const chargesOn = (day: number) => {
    const plans = until(day).flatMap((change) => ("plan" in change ? [change.plan] : []));
    return world.plans[plans.at(-1) ?? "a"] ?? [];
  };
  return {
    charge: (key, day) => chargesOn(day).find((charge) => charge.key === key),
    cents: (charge, day) => {
      let { price } = charge;
      let quantity = world.quantity;
      const negotiated = new Map<string, ModelPrice>();
      for (const change of until(day)) {
        if ("quantity" in change) ({ quantity } = change);
        if ("prices" in change) {
          for (const [key, to] of Object.entries(change.prices)) negotiated.set(key, to);
        }
        if ("plan" in change) {
          const keys = world.plans[change.plan]?.map(({ key }) => key) ?? [];
          for (const key of [...negotiated.keys()]) if (!keys.includes(key)) negotiated.delete(key);
        }
      }
      price = negotiated.get(charge.key) ?? price;
      if (price.model === "flat") return BigInt(price.amount.replace(".", ""));
      return BigInt(price.unitPrice.replace(".", "")) * BigInt(quantity);
    },
  };
}

function pausesKnown(world: ModelWorld, seen: readonly ModelChange[]): Known["isPaused"] {
  return (day) => {
    let pausedFrom: number | null = null;
    for (const change of seen) {
      const on = toDay(change.on);
      if ("pause" in change && pausedFrom === null) {
        pausedFrom = on + (world.cancelDayBilled ? 1 : 0);
      }
      if (!("resume" in change) || pausedFrom === null) continue;
      if (pausedFrom <= day && day < on) return true;
      pausedFrom = null;
    }
    return pausedFrom !== null && pausedFrom <= day;
  };
}

/** What a charge has billed net after all runs, in parts of a cent. */
export function referenceTotal(world: ModelWorld, key: string): bigint {
  const firstBilled = toDay(world.startOn) + world.trialDays;
  const billedElsewhere = world.billedThroughOn === undefined ? -1 : toDay(world.billedThroughOn);
  const billedFrom = Math.max(toDay(world.startOn), billedElsewhere + 1);
  const last = Math.max(...world.runs.map(({ targetOn }) => toDay(targetOn))) + 40;
  const billed = new Map<number, bigint>();
  let asOf = -Infinity;
  for (const run of world.runs) {
    asOf = Math.max(asOf, toDay(run.asOf));
    const known = knownOn(world, asOf);
    const isServed = (day: number) =>
      day >= firstBilled &&
      day < known.end &&
      !known.isPaused(day) &&
      known.charge(key, day) !== undefined;
    for (let day = Math.max(firstBilled, billedFrom); day < last; day++) {
      if (billed.has(day) && !known.endGivesBack && day >= known.end) continue;
      const charge = isServed(day) ? known.charge(key, day) : undefined;
      if (!charge) {
        billed.delete(day);
        continue;
      }
      const [from, to] = monthAround(world, day);
      if (!billed.has(day)) {
        const served = days(Math.max(from, firstBilled), to).filter(isServed);
        const lastServed = served[served.length - 1] ?? day;
        const lastTiming = known.charge(key, lastServed)?.timing;
        const firstDay = Math.max(from, firstBilled, billedFrom);
        const due = lastTiming === "arrears" ? lastServed + 1 : firstDay;
        if (due > toDay(run.targetOn)) continue;
      }
      billed.set(day, (known.cents(charge, day) * partsOfCent) / BigInt(to - from));
    }
  }
  let sum = 0n;
  for (const part of billed.values()) sum += part;
  return sum;
}

function days(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
