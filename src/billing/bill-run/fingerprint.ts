import type { Price } from "../catalog/catalog.ts";
import { exact, exactText } from "../money/exact.ts";

const known = new WeakMap<Price, string>();

/**
 * A few letters that are equal for equal prices, however their decimals are written. FNV-1a over 64
 * bits: short enough to store with every line, and a collision of two prices of one charge is out
 * of the question in practice.
 */
export function fingerprint(price: Price): string {
  const before = known.get(price);
  if (before) return before;
  const made = hash(JSON.stringify(canonical(price)));
  known.set(price, made);
  return made;
}

/** The price with sorted fields and every decimal in its shortest form. */
function canonical(value: unknown): unknown {
  if (typeof value === "string")
    return /^-?\d+(\.\d+)?$/.test(value) ? exactText(exact(value)) : value;
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, part]) => [key, canonical(part)]);
}

function hash(text: string): string {
  let sum = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    sum = ((sum ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return sum.toString(36);
}
