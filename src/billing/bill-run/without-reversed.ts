import { type Line, lineName } from "../invoicing/document.ts";
import { isReversal } from "../invoicing/reverse-line.ts";

/**
 * A charge's billed lines as if those that were taken back whole had never been: neither they nor
 * what took them back. So their periods are due again, as they were before. A reversal may itself
 * have given back a credit; that credit is gone then, and what it corrected stands again.
 */
export function withoutReversed(billed: readonly Line[]): readonly Line[] {
  if (!billed.some(isReversal)) return billed;
  const gone = new Set<string>();
  for (const line of billed) {
    if (!isReversal(line)) continue;
    gone.add(lineName(line));
    for (const name of line.corrects) gone.add(name);
  }
  return billed.filter((line) => !gone.has(lineName(line)));
}
