import { allocateWithin, type Bounds } from "../money/allocate.ts";
import { add, divide, type Exact, multiply, ratio, roundHalfAway, zero } from "../money/exact.ts";
import type { AppliedRate } from "./find-rates.ts";

/** What of a line is taxed, in minor units and natural sign. */
export type TaxableLine = {
  /** After discount; with inclusive tax still inside. */
  readonly afterDiscountMinor: bigint;
  readonly rates: readonly AppliedRate[];
  /** On a line that gives back: what of each rate's tax was billed and not given back yet. */
  readonly billedTax: ReadonlyMap<string, bigint> | null;
};

/** One rate's tax on a line; the base is net of all tax. */
export type TaxPart = { readonly rate: AppliedRate; readonly baseMinor: bigint; taxMinor: bigint };

/** A line with its tax: `netMinor` is after discount and without any tax. */
export type TaxedLine = { readonly netMinor: bigint; readonly parts: readonly TaxPart[] };

const hundred = ratio(100n);

/**
 * The taxes of one document's lines, in their order. Rates inside the price are taken out first;
 * what is left is the base of every rate. With "document" each rate's tax is rounded once over all
 * lines and allocated to them by largest remainder, so that tax = base × rate holds for the
 * document (EN 16931, BR-CO-17); with "line" each line rounds by itself. A line that gives back
 * never gives back more of a rate's tax than was billed.
 */
export function taxLines(
  lines: readonly TaxableLine[],
  rounding: "document" | "line",
): readonly TaxedLine[] {
  const taxes = lines.map(({ rates }) => rates.map(() => 0n));
  for (const id of rateIds(lines, true)) {
    spread(id, lines, taxes, rounding, (line, rate) => insideShare(line, rate));
  }
  const nets = lines.map((line, index) => line.afterDiscountMinor - sumOf(taxes[index]));
  for (const id of rateIds(lines, false)) {
    spread(id, lines, taxes, rounding, (_, rate, index) => percentOf(nets[index] ?? 0n, rate));
  }
  return lines.map((line, index) => {
    const netMinor = nets[index] ?? 0n;
    const own = taxes[index];
    const parts = line.rates.map((rate, at) => ({
      rate,
      baseMinor: netMinor,
      taxMinor: own?.[at] ?? 0n,
    }));
    return { netMinor, parts };
  });
}

/** The rates of one kind on these lines, in order of appearance. */
function rateIds(lines: readonly TaxableLine[], inclusive: boolean): Set<string> {
  const ids = new Set<string>();
  for (const line of lines) {
    for (const rate of line.rates) if (rate.inclusive === inclusive) ids.add(rate.id);
  }
  return ids;
}

/** Computes one rate's tax over the lines that have it and notes each line's part. */
function spread(
  id: string,
  lines: readonly TaxableLine[],
  taxes: readonly bigint[][],
  rounding: "document" | "line",
  shareOf: (line: TaxableLine, rate: AppliedRate, index: number) => Exact,
): void {
  const [indexes, shares, bounds]: [number[], Exact[], Bounds[]] = [[], [], []];
  let sum = zero;
  for (const [index, line] of lines.entries()) {
    const rate = line.rates[placeOf(line, id)];
    if (!rate) continue;
    const share = shareOf(line, rate, index);
    indexes.push(index);
    shares.push(share);
    bounds.push(boundsOf(line, id));
    sum = add(sum, share);
  }
  const parts =
    rounding === "document"
      ? allocateWithin(roundHalfAway(sum), shares, bounds)
      : shares.map((share, i) => {
          const [part] = allocateWithin(roundHalfAway(share), [share], bounds.slice(i, i + 1));
          return part ?? 0n;
        });
  for (const [i, index] of indexes.entries()) {
    const [line, own] = [lines[index], taxes[index]];
    if (line && own) own[placeOf(line, id)] = parts[i] ?? 0n;
  }
}

/** Where among the line's rates one stands; as many as it has where it isn't among them. */
function placeOf({ rates }: TaxableLine, id: string): number {
  let place = 0;
  for (const rate of rates) {
    if (rate.id === id) break;
    place += 1;
  }
  return place;
}

const charged: Bounds = { least: 0n, most: null };
const standingCredit: Bounds = { least: null, most: 0n };

/** A charge isn't taxed below zero, and nothing gives back more tax than was billed. */
function boundsOf(line: TaxableLine, id: string): Bounds {
  if (line.billedTax) {
    const billed = line.billedTax.get(id) ?? 0n;
    return billed >= 0n ? { least: -billed, most: 0n } : { least: 0n, most: -billed };
  }
  return line.afterDiscountMinor >= 0n ? charged : standingCredit;
}

/** One inclusive rate's tax inside a line: its share of what all inclusive rates take. */
function insideShare(line: TaxableLine, rate: AppliedRate): Exact {
  let all = hundred;
  for (const other of line.rates) if (other.inclusive) all = add(all, other.value);
  return divide(multiply(ratio(line.afterDiscountMinor), rate.value), all);
}

function percentOf(minor: bigint, rate: AppliedRate): Exact {
  return { n: minor * rate.value.n, d: rate.value.d * 100n };
}

function sumOf(parts: readonly bigint[] | undefined): bigint {
  let sum = 0n;
  for (const part of parts ?? []) sum += part;
  return sum;
}
