import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, exact, ratio, roundHalfAway, zero } from "../../../src/billing/money/exact.ts";
import { type AppliedRate, appliedRate } from "../../../src/billing/tax/find-rates.ts";
import { type TaxableLine, taxLines } from "../../../src/billing/tax/tax-lines.ts";

const vat = appliedRate({ rate: "vat", percent: "19", inclusive: false });
const qst = appliedRate({ rate: "qst", percent: "9.975", inclusive: false });
const inside = appliedRate({ rate: "in", percent: "7", inclusive: true });

function line(afterDiscountMinor: bigint, ...rates: AppliedRate[]): TaxableLine {
  return { afterDiscountMinor, rates, billedTax: null };
}

function taxesOf(lines: readonly TaxableLine[], rounding: "document" | "line"): bigint[] {
  return taxLines(lines, rounding).map(({ parts }) =>
    parts.reduce((sum, p) => sum + p.taxMinor, 0n),
  );
}

describe("tax on the lines of a document", () => {
  it("is rounded once over the document, or on each line", () => {
    const rate = appliedRate({ rate: "v", percent: "15", inclusive: false });
    const lines = [line(10n, rate), line(10n, rate), line(10n, rate)];
    expect(taxesOf(lines, "document")).toEqual([2n, 2n, 1n]);
    expect(taxesOf(lines, "line")).toEqual([2n, 2n, 2n]);
  });

  it("inside the price is taken out of it, all rates together", () => {
    const five = appliedRate({ rate: "a", percent: "5", inclusive: true });
    const ten = appliedRate({ rate: "b", percent: "10", inclusive: true });
    const [taxed] = taxLines([line(11_500n, five, ten)], "document");
    expect(taxed?.netMinor).toBe(10_000n);
    expect(taxed?.parts.map((part) => part.taxMinor)).toEqual([500n, 1000n]);
  });

  it("on top is put on what is left without the tax inside", () => {
    const twenty = appliedRate({ rate: "in", percent: "20", inclusive: true });
    const [taxed] = taxLines([line(12_000n, vat, twenty)], "document");
    expect(taxed?.parts.map((part) => part.taxMinor)).toEqual([1900n, 2000n]);
  });

  it("gives back no more than was billed, and moves the rest to other lines", () => {
    const back = (minor: bigint, billed: bigint): TaxableLine => ({
      afterDiscountMinor: minor,
      rates: [vat],
      billedTax: new Map([[vat.id, billed]]),
    });
    expect(taxesOf([back(-100n, 10n), back(-100n, 40n)], "document")).toEqual([-10n, -28n]);
    expect(taxesOf([back(-100n, 10n), back(-100n, 10n)], "document")).toEqual([-10n, -10n]);
    expect(taxesOf([back(-100n, 10n), line(200n, vat)], "document")).toEqual([-10n, 29n]);
  });

  it("tells one rate at two percents apart", () => {
    const before = appliedRate({ rate: "vat", percent: "16", inclusive: false });
    const results = taxLines([line(-1000n, before), line(1000n, vat)], "line");
    expect(results.flatMap(({ parts }) => parts.map((p) => p.taxMinor))).toEqual([-160n, 190n]);
  });

  it("is base × rate for each rate of a document, and lines + tax = total", () => {
    const anyLine = fc
      .tuple(fc.bigInt(0n, 1_000_000n), fc.subarray([vat, qst, inside]))
      .map(([minor, rates]) => line(minor, ...rates));
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 9 }), (lines) => {
        const results = taxLines(lines, "document");
        for (const rate of [vat, qst]) {
          const parts = results.flatMap((r) => r.parts.filter((part) => part.rate === rate));
          const base = parts.reduce((sum, part) => sum + part.baseMinor, 0n);
          const tax = parts.reduce((sum, part) => sum + part.taxMinor, 0n);
          expect(tax).toBe(roundHalfAway({ n: base * rate.value.n, d: rate.value.d * 100n }));
        }
        let taken = zero;
        for (const one of lines) {
          if (!one.rates.includes(inside)) continue;
          taken = add(taken, ratio(one.afterDiscountMinor * 7n, 107n));
        }
        const parts = results.flatMap((r) => r.parts.filter((part) => part.rate === inside));
        expect(parts.reduce((sum, part) => sum + part.taxMinor, 0n)).toBe(roundHalfAway(taken));
        for (const [index, { netMinor, parts: own }] of results.entries()) {
          const within = own.reduce((sum, p) => sum + (p.rate.inclusive ? p.taxMinor : 0n), 0n);
          expect(netMinor + within).toBe(lines[index]?.afterDiscountMinor);
        }
      }),
    );
  });

  it("has the percent's exact value", () => {
    expect(vat.value).toEqual(exact("19"));
  });
});
