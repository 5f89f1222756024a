import type { PercentTier, Price, Tier } from "../catalog/catalog.ts";
import {
  add,
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  maximum,
  multiply,
  ratio,
  subtract,
  zero,
} from "../money/exact.ts";

type ParsedTier = {
  readonly upTo: Exact | null;
  /** Price of one unit; of a percentage: the hundredth part. */
  readonly unit: Exact;
  readonly flat: Exact;
};

/** Graduated tiers in whole numbers: ends in 1 / `unitsIn`, prices and fees in 1 / `moneyIn`. */
type Graduated = {
  readonly unitsIn: bigint;
  readonly moneyIn: bigint;
  readonly steps: readonly {
    readonly upTo: bigint | null;
    readonly unit: bigint;
    readonly flat: bigint;
  }[];
};

/** A price with its decimals read; made once for each price object. */
type ParsedPrice =
  | { readonly model: "flat"; readonly amount: Exact }
  | { readonly model: "per-unit"; readonly unit: Exact; readonly included: Exact }
  | { readonly model: "graduated"; readonly graduated: Graduated }
  | { readonly model: "volume"; readonly tiers: readonly ParsedTier[] }
  | {
      readonly model: "package";
      readonly size: Exact;
      readonly amount: Exact;
      readonly included: Exact;
    }
  | {
      readonly model: "percentage";
      readonly rate: Exact;
      readonly fixedFee: Exact;
      readonly freeAmount: Exact;
      readonly freeEvents: number;
    };

const hundred = ratio(100n);
const parsedPrices = new WeakMap<Price, ParsedPrice>();

/**
 * What a quantity costs at a price, in major units and exact. `events` is how many measured events
 * make up the quantity; a quantity that was sold rather than measured is one event.
 */
export function ratePrice(price: Price, quantity: Exact, events: number): Exact {
  const parsed = parsePrice(price);
  switch (parsed.model) {
    case "flat":
      return parsed.amount;
    case "per-unit":
      return multiply(above(quantity, parsed.included), parsed.unit);
    case "graduated":
      return rateGraduated(parsed.graduated, quantity);
    case "volume":
      return rateVolume(parsed.tiers, quantity);
    case "package": {
      const packages = ceiling(divide(above(quantity, parsed.included), parsed.size));
      return multiply(ratio(packages), parsed.amount);
    }
    case "percentage": {
      const share = multiply(above(quantity, parsed.freeAmount), parsed.rate);
      const charged = Math.max(0, events - parsed.freeEvents);
      return add(share, multiply(ratio(charged), parsed.fixedFee));
    }
  }
}

/**
 * Each unit at its own tier's price; a later tier's flat fee is due once the quantity reaches into
 * it. Counts in whole parts: units of 1 / (quantity's denominator × `unitsIn`), money of 1 /
 * `moneyIn`.
 */
function rateGraduated({ unitsIn, moneyIn, steps }: Graduated, quantity: Exact): Exact {
  const units = quantity.n * unitsIn;
  const whole = quantity.d * unitsIn;
  let [money, fees, below] = [0n, 0n, 0n];
  for (const [index, step] of steps.entries()) {
    if (index > 0 && units <= below) break;
    const end = step.upTo === null ? null : step.upTo * quantity.d;
    const top = end === null || units < end ? units : end;
    if (step.unit !== 0n) money += (top - below) * step.unit;
    if (step.flat !== 0n) fees += step.flat;
    if (end === null) break;
    below = end;
  }
  return { n: money + fees * whole, d: moneyIn * whole };
}

/** All units at the price of the tier that the quantity reaches, and that tier's flat fee only. */
function rateVolume(tiers: readonly ParsedTier[], quantity: Exact): Exact {
  for (const tier of tiers) {
    if (tier.upTo !== null && compare(quantity, tier.upTo) > 0) continue;
    return add(tier.flat, multiply(quantity, tier.unit));
  }
  throw new RangeError("the last tier has an end");
}

function above(quantity: Exact, free: Exact): Exact {
  return free === zero ? quantity : maximum(zero, subtract(quantity, free));
}

function parsePrice(price: Price): ParsedPrice {
  const known = parsedPrices.get(price);
  if (known) return known;
  const parsed = readPrice(price);
  parsedPrices.set(price, parsed);
  return parsed;
}

function readPrice(price: Price): ParsedPrice {
  switch (price.model) {
    case "flat":
      return { model: "flat", amount: exact(price.amount) };
    case "per-unit":
      return { model: "per-unit", unit: exact(price.unitPrice), included: read(price.included) };
    case "graduated":
      return { model: "graduated", graduated: graduatedOf(price.tiers.map(readTier)) };
    case "volume":
      return { model: "volume", tiers: price.tiers.map(readTier) };
    case "graduated-percentage":
      return { model: "graduated", graduated: graduatedOf(price.tiers.map(readPercentTier)) };
    case "package": {
      const { model, size, amount, included } = price;
      return { model, size: exact(size), amount: exact(amount), included: read(included) };
    }
    case "percentage":
      return {
        model: "percentage",
        rate: divide(exact(price.percent), hundred),
        fixedFee: read(price.fixedFee),
        freeAmount: read(price.freeAmount),
        freeEvents: price.freeEvents ?? 0,
      };
  }
}

/** The tiers brought to common denominators, so that rating a quantity takes whole numbers only. */
function graduatedOf(tiers: readonly ParsedTier[]): Graduated {
  let [unitsIn, moneyIn] = [1n, 1n];
  for (const { upTo, unit, flat } of tiers) {
    unitsIn = denominatorFor(unitsIn, upTo ?? zero);
    moneyIn = denominatorFor(denominatorFor(moneyIn, unit), flat);
  }
  const steps = tiers.map(({ upTo, unit, flat }) => ({
    upTo: upTo === null ? null : (upTo.n * unitsIn) / upTo.d,
    unit: (unit.n * moneyIn) / unit.d,
    flat: (flat.n * moneyIn) / flat.d,
  }));
  return { unitsIn, moneyIn, steps };
}

/** A denominator that serves both; decimals mostly share the larger one. */
function denominatorFor(d: bigint, number: Exact): bigint {
  if (d % number.d === 0n) return d;
  return number.d % d === 0n ? number.d : d * number.d;
}

function readTier(tier: Tier): ParsedTier {
  return { upTo: readUpTo(tier), unit: read(tier.unitPrice), flat: read(tier.flatFee) };
}

function readPercentTier(tier: PercentTier): ParsedTier {
  const unit = divide(exact(tier.percent), hundred);
  return { upTo: readUpTo(tier), unit, flat: read(tier.flatFee) };
}

function readUpTo(tier: { readonly upTo: string | null }): Exact | null {
  return tier.upTo === null ? null : exact(tier.upTo);
}

function read(text: string | undefined): Exact {
  return text === undefined ? zero : exact(text);
}
