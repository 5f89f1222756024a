/**
 * An exact rational number. Prices, quantities and fractions stay exact until a line's amount is
 * rounded to the minor unit; thirds and 31st parts have no decimal form, so decimals won't do.
 *
 * The denominator is positive; numbers are reduced only where they are shown.
 */
export type Exact = { readonly n: bigint; readonly d: bigint };

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

export const zero: Exact = { n: 0n, d: 1n };
export const one: Exact = { n: 1n, d: 1n };

/** Numbers read before: catalogs and usage repeat few texts very often. */
const readBefore = new Map<string, Exact>();

/** Beyond it all are forgotten, so that memory stays bounded. */
const textsKept = 10_000;

/** The number that a decimal text names ("14.63"); throws where the text is no plain decimal. */
export function exact(text: string): Exact {
  const known = readBefore.get(text);
  if (known) return known;
  const match = decimalPattern.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const decimals = match[3] ?? "";
  const n = BigInt((match[2] ?? "") + decimals);
  const read = { n: match[1] === "-" ? -n : n, d: 10n ** BigInt(decimals.length) };
  if (readBefore.size >= textsKept) readBefore.clear();
  readBefore.set(text, read);
  return read;
}

/** n / d as an exact number; throws for a zero denominator. */
export function ratio(n: bigint | number, d: bigint | number = 1n): Exact {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) throw new RangeError("division by zero");
  return bottom < 0n ? { n: -top, d: -bottom } : { n: top, d: bottom };
}

/** a + b. */
export function add(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

/** a − b. */
export function subtract(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return { n: a.n - b.n, d: a.d };
  return { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
}

/** a × b. */
export function multiply(a: Exact, b: Exact): Exact {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** a / b; throws where b is zero. */
export function divide(a: Exact, b: Exact): Exact {
  return ratio(a.n * b.d, a.d * b.n);
}

/** Below zero, zero or above zero as a is below, equal to or above b. */
export function compare(a: Exact, b: Exact): number {
  const [x, y] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The greater of the two. */
export function maximum(a: Exact, b: Exact): Exact {
  return compare(a, b) >= 0 ? a : b;
}

/** The smaller of the two. */
export function minimum(a: Exact, b: Exact): Exact {
  return compare(a, b) <= 0 ? a : b;
}

/** The greatest whole number that is not above it. */
export function floor(a: Exact): bigint {
  const whole = a.n / a.d;
  return a.n < 0n && whole * a.d !== a.n ? whole - 1n : whole;
}

/** The smallest whole number that is not below it. */
export function ceiling(a: Exact): bigint {
  return -floor({ n: -a.n, d: a.d });
}

/** The nearest whole number, a half away from zero. The only rounding of money there is. */
export function roundHalfAway(a: Exact): bigint {
  const doubled = a.d * 2n;
  if (a.n < 0n) return -((-a.n * 2n + a.d) / doubled);
  return (a.n * 2n + a.d) / doubled;
}

/** The same number in lowest terms. */
export function reduce(a: Exact): Exact {
  let [x, y] = [a.n < 0n ? -a.n : a.n, a.d];
  while (y !== 0n) [x, y] = [y, x % y];
  return x <= 1n ? a : { n: a.n / x, d: a.d / x };
}

/** "14/31": in lowest terms, the denominator written even where it is 1. */
export function fractionText(a: Exact): string {
  const { n, d } = reduce(a);
  return `${n}/${d}`;
}

/** "22.75", or "1/3" where no decimal says it: the same text for equal numbers. */
export function exactText(a: Exact): string {
  if (a.d === 1n) return a.n.toString();
  const { n, d } = reduce(a);
  if (d === 1n) return n.toString();
  const digits = decimalDigits(d);
  if (digits === null) return `${n}/${d}`;
  const units = ((n < 0n ? -n : n) * 10n ** BigInt(digits)) / d;
  const text = units.toString().padStart(digits + 1, "0");
  return `${n < 0n ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * How many decimals a denominator in lowest terms needs; null where it has other primes than 2 and
 * 5.
 */
function decimalDigits(d: bigint): number | null {
  let [rest, twos, fives] = [d, 0, 0];
  for (; rest % 2n === 0n; twos++) rest /= 2n;
  for (; rest % 5n === 0n; fives++) rest /= 5n;
  return rest === 1n ? Math.max(twos, fives) : null;
}
