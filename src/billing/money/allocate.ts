import { add, compare, type Exact, floor, ratio, subtract, zero } from "./exact.ts";

/** What a part may get: nothing below `least`, nothing above `most`; null = no bound. */
export type Bounds = { readonly least: bigint | null; readonly most: bigint | null };

/**
 * Splits `total` minor units into whole parts that follow the exact `shares` and add up to it, by
 * largest remainder; among equal remainders the earlier part gets the unit. A negative total is
 * split like its positive mirror image.
 *
 * `shares` must add up to `total` within less than one unit a part, as a rounded sum does.
 */
export function allocate(total: bigint, shares: readonly Exact[]): bigint[] {
  if (total < 0n) {
    const mirrored = allocate(
      -total,
      shares.map((share) => ({ n: -share.n, d: share.d })),
    );
    return mirrored.map((part) => -part);
  }
  const parts: bigint[] = [];
  let left = total;
  for (const share of shares) {
    const part = floor(share);
    parts.push(part);
    left -= part;
  }
  if (left === 0n) return parts;
  if (left < 0n || left > BigInt(parts.length)) throw new RangeError("shares do not fit the total");
  for (const index of byRemainder(shares, parts)) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}

/**
 * Splits `total` in proportion to whole, non-negative `weights` of which at least one is positive.
 */
export function allocateByWeight(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  return allocate(
    total,
    weights.map((weight) => ratio(total * weight, sum)),
  );
}

/**
 * Like `allocate`, but no part leaves its bounds: what a part can't take goes to the parts that are
 * farthest behind their share. Where no part has room any more, the parts add up to less (or more)
 * than `total`: bounds are stronger than the sum.
 */
export function allocateWithin(
  total: bigint,
  shares: readonly Exact[],
  bounds: readonly (Bounds | null)[],
): bigint[] {
  const parts = allocate(total, shares);
  let left = 0n;
  for (const [index, part] of parts.entries()) {
    const within = clamp(part, bounds[index] ?? null);
    if (within === part) continue;
    parts[index] = within;
    left += part - within;
  }
  while (left !== 0n) {
    const step = left > 0n ? 1n : -1n;
    const open = farthestBehind(shares, parts, bounds, step);
    if (open.length === 0) break;
    for (const index of open) {
      if (left === 0n) break;
      parts[index] = (parts[index] ?? 0n) + step;
      left -= step;
    }
  }
  return parts;
}

function clamp(part: bigint, bounds: Bounds | null): bigint {
  if (!bounds) return part;
  if (bounds.least !== null && part < bounds.least) return bounds.least;
  if (bounds.most !== null && part > bounds.most) return bounds.most;
  return part;
}

/** The indexes of the parts, largest remainder first, the earlier first among equals. */
function byRemainder(shares: readonly Exact[], parts: readonly bigint[]): number[] {
  const rest: Exact[] = [];
  const indexes: number[] = [];
  for (const [index, { n, d }] of shares.entries()) {
    rest.push({ n: n - (parts[index] ?? 0n) * d, d });
    indexes.push(index);
  }
  return indexes.sort((a, b) => descending(rest[a], rest[b]) || a - b);
}

function descending(a: Exact = zero, b: Exact = zero): number {
  return compare(b, a);
}

/** The parts with room for one more unit, the farthest behind its share first. */
function farthestBehind(
  shares: readonly Exact[],
  parts: readonly bigint[],
  bounds: readonly (Bounds | null)[],
  step: bigint,
): number[] {
  const gaps = new Map<number, Exact>();
  for (const [index, share] of shares.entries()) {
    const part = parts[index] ?? 0n;
    if (clamp(part + step, bounds[index] ?? null) !== part + step) continue;
    const gap = subtract(share, ratio(part));
    gaps.set(index, step > 0n ? gap : { n: -gap.n, d: gap.d });
  }
  return [...gaps.keys()].sort((a, b) => descending(gaps.get(a), gaps.get(b)) || a - b);
}

/** The sum of exact numbers. */
export function sumExact(numbers: readonly Exact[]): Exact {
  return numbers.reduce(add, zero);
}
