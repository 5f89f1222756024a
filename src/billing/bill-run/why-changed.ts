import type { Line } from "../invoicing/document.ts";
import { formatMinor } from "../money/format-amount.ts";
import { groupDigits } from "../money/group-digits.ts";

/** So many charges are named; the rest is counted. */
const named = 2;

type Part = { readonly minor: bigint; readonly quantity: string | null };

/**
 * Why a bill differs from the one before, by the charges that moved it most: "Seats +40.00 (5 → 7),
 * API calls −3.20". Amounts after discount, with tax. `nameOf` names a charge for people.
 */
export function whyChanged(
  before: readonly Line[],
  now: readonly Line[],
  currency: string,
  nameOf: (charge: string) => string,
): string {
  const [were, are] = [byCharge(before), byCharge(now)];
  const changes = [...new Set([...were.keys(), ...are.keys()])]
    .map((charge) => ({ charge, ...difference(were.get(charge), are.get(charge)) }))
    .filter(({ minor }) => minor !== 0n)
    .sort((a, b) => compareSizes(b.minor, a.minor) || (a.charge < b.charge ? -1 : 1));
  if (changes.length === 0) return "the same charges";
  const texts = changes.slice(0, named).map(({ charge, minor, quantities }) => {
    const amount = groupDigits(formatMinor(minor < 0n ? -minor : minor, currency));
    return `${nameOf(charge)} ${minor < 0n ? "−" : "+"}${amount}${quantities}`;
  });
  const rest = changes.length - named;
  return rest > 0 ? `${texts.join(", ")}, ${rest} more` : texts.join(", ");
}

function byCharge(lines: readonly Line[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const line of lines) {
    const minor = line.amountMinor - line.discountMinor + line.taxMinor;
    const part = parts.get(line.charge);
    // Several lines of one charge have no one quantity.
    const quantity = part ? null : line.quantity;
    parts.set(line.charge, { minor: (part?.minor ?? 0n) + minor, quantity });
  }
  return parts;
}

function difference(were: Part | undefined, are: Part | undefined) {
  const minor = (are?.minor ?? 0n) - (were?.minor ?? 0n);
  if (!were) return { minor, quantities: " (new)" };
  if (!are) return { minor, quantities: " (gone)" };
  const isTold = were.quantity !== null && are.quantity !== null && were.quantity !== are.quantity;
  return { minor, quantities: isTold ? ` (${were.quantity} → ${are.quantity})` : "" };
}

function compareSizes(a: bigint, b: bigint): number {
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  return x < y ? -1 : x > y ? 1 : 0;
}
