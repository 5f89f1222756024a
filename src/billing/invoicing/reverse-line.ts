import { type Line, lineName } from "./document.ts";

/** The terms of a line that takes another one back whole: it stands for nothing of its own. */
export const reversalTerms = "reversal";

/** Whether the line takes back another one whole, as if that had never been billed. */
export function isReversal({ terms }: Pick<Line, "terms">): boolean {
  return terms === reversalTerms;
}

/**
 * The line that takes `line` back: every amount turned round, to the cent, whatever prices and
 * rates say today. `correction` keeps its name its own.
 */
export function reverseLine(line: Line, correction: number): Line {
  return {
    ...line,
    kind: "credit",
    correction,
    corrects: [lineName(line)],
    amountMinor: -line.amountMinor,
    discountMinor: -line.discountMinor,
    taxMinor: -line.taxMinor,
    discounts: line.discounts.map(({ coupon, discountMinor }) => ({
      coupon,
      discountMinor: -discountMinor,
    })),
    taxes: line.taxes.map((tax) => ({
      ...tax,
      baseMinor: -tax.baseMinor,
      taxMinor: -tax.taxMinor,
    })),
    terms: reversalTerms,
    why: `taken back: ${line.why}`,
  };
}
