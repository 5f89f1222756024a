import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyDigest } from "../../../src/billing/bill-run/digest.ts";
import { dayNumber } from "../../../src/billing/calendar/day-number.ts";
import { type Line, lineName } from "../../../src/billing/invoicing/document.ts";
import { billingData, linesOf, type Played, playRuns } from "../../support/play-runs.ts";
import { anyCompany } from "./any-company.ts";
import { anyEvenCompany } from "./any-even-company.ts";

const effort = { numRuns: Number(process.env["FUZZ_RUNS"] ?? 150) };

function forAnyCompany(check: (played: Played, file: object) => void): void {
  fc.assert(
    fc.property(anyCompany(), (file) => check(playRuns(billingData(file)), file)),
    effort,
  );
}

function byCharge(lines: readonly Line[]): Map<string, Line[]> {
  const charges = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.subscription} ${line.charge}`;
    charges.set(key, [...(charges.get(key) ?? []), line]);
  }
  return charges;
}

function sum(lines: readonly Line[], of: (line: Line) => bigint): bigint {
  return lines.reduce((total, line) => total + of(line), 0n);
}

describe("whatever is sold, changed and run", () => {
  it("documents are the sums of their lines, and lines of their taxes", () => {
    forAnyCompany(({ runs }) => {
      for (const document of runs.flatMap(({ proposals }) =>
        proposals.flatMap((p) => p.documents),
      )) {
        const sign = document.type === "credit-memo" ? -1n : 1n;
        expect(document.subtotalMinor).toBe(sign * sum(document.lines, (l) => l.amountMinor));
        expect(document.discountMinor).toBe(sign * sum(document.lines, (l) => l.discountMinor));
        expect(document.taxMinor).toBe(sign * sum(document.lines, (l) => l.taxMinor));
        const { subtotalMinor, discountMinor, taxMinor, totalMinor } = document;
        expect(subtotalMinor - discountMinor + taxMinor).toBe(totalMinor);
        expect(totalMinor).toBeGreaterThanOrEqual(0n);
        for (const line of document.lines) {
          expect(line.taxes.reduce((all, tax) => all + tax.taxMinor, 0n)).toBe(line.taxMinor);
          expect(line.discounts.reduce((all, d) => all + d.discountMinor, 0n)).toBe(
            line.discountMinor,
          );
          expect(line.fraction ?? "1/2").toMatch(/^[1-9]\d*\/[1-9]\d*$/);
        }
        const taxes = document.taxes.reduce((all, tax) => all + tax.taxMinor, 0n);
        expect(taxes).toBe(document.taxMinor);
      }
    });
  });

  it("the same run again proposes nothing", () => {
    fc.assert(
      fc.property(anyCompany(), (file) => {
        const twice = { ...file, runs: file.runs.flatMap((run) => [run, run]) };
        for (const [index, { proposals }] of playRuns(billingData(twice)).runs.entries()) {
          if (index % 2 === 0) continue;
          for (const proposal of proposals) {
            expect(linesOf(proposal)).toEqual([]);
            expect(proposal.digest).toBe(emptyDigest);
          }
        }
      }),
      effort,
    );
  });

  it("no two lines of a charge have one name", () => {
    forAnyCompany(({ billed }) => {
      const names = billed.map((l) => `${l.subscription} ${l.charge} ${lineName(l)}`);
      expect(new Set(names).size).toBe(names.length);
    });
  });

  it("no day of a recurring charge is billed twice", () => {
    forAnyCompany(({ billed }) => {
      for (const lines of byCharge(billed).values()) {
        const days = new Map<number, number>();
        const recurring = new Set(lines.filter((l) => l.kind === "recurring").map(lineName));
        for (const line of lines) {
          const isBack =
            line.kind === "credit" && line.corrects.some((name) => recurring.has(name));
          const step = isBack ? -1 : line.kind === "recurring" ? 1 : 0;
          for (let day = dayNumber(line.from); day < dayNumber(line.to); day++) {
            days.set(day, (days.get(day) ?? 0) + step);
          }
        }
        for (const times of days.values()) expect([0, 1]).toContain(times);
      }
    });
  });

  it("never gives back more of amount, discount and tax than was billed", () => {
    forAnyCompany(({ billed }) => {
      for (const lines of byCharge(billed).values()) {
        expect(
          sum(lines, (l) => l.amountMinor - l.discountMinor + l.taxMinor),
        ).toBeGreaterThanOrEqual(0n);
        expect(sum(lines, (l) => l.discountMinor)).toBeGreaterThanOrEqual(0n);
        expect(sum(lines, (l) => l.taxMinor)).toBeGreaterThanOrEqual(0n);
        for (const line of lines)
          if (line.kind === "credit") expect(line.amountMinor).toBeLessThanOrEqual(0n);
      }
    });
  });

  it("discounts stay within their lines", () => {
    forAnyCompany(({ billed }) => {
      for (const { amountMinor, discountMinor } of billed) {
        if (amountMinor >= 0n) {
          expect(discountMinor).toBeGreaterThanOrEqual(0n);
          expect(discountMinor).toBeLessThanOrEqual(amountMinor);
        } else {
          expect(discountMinor).toBeLessThanOrEqual(0n);
          expect(discountMinor).toBeGreaterThanOrEqual(amountMinor);
        }
      }
    });
  });

  it("the order of inputs doesn't matter", () => {
    fc.assert(
      fc.property(anyCompany(), (file) => {
        const turned = {
          ...file,
          accounts: file.accounts.toReversed(),
          plans: file.plans.toReversed(),
          subscriptions: file.subscriptions.toReversed(),
          usage: file.usage.toReversed(),
        };
        const digests = (played: Played) =>
          played.runs.map(({ proposals }) => proposals.map((p) => p.digest));
        expect(digests(playRuns(billingData(turned)))).toEqual(
          digests(playRuns(billingData(file))),
        );
      }),
      effort,
    );
  });

  it("comes to the same, in however many runs and whenever it became known", () => {
    fc.assert(
      fc.property(anyEvenCompany(), (file) => {
        const last = { targetOn: "2024-09-01" };
        const inSteps = playRuns(billingData({ ...file, runs: [...file.runs, last] })).billed;
        const atOnce = playRuns(billingData({ ...file, runs: [last] })).billed;
        const totals = (lines: readonly Line[]) =>
          [...byCharge(lines)]
            .map(([charge, own]) => `${charge} ${sum(own, (l) => l.amountMinor)}`)
            .filter((text) => !text.endsWith(" 0"))
            .sort();
        expect(totals(inSteps)).toEqual(totals(atOnce));
      }),
      effort,
    );
  });
});
