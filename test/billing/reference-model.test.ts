import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { billingData, type Played, playRuns } from "../support/play-runs.ts";
import {
  type ModelChange,
  type ModelCharge,
  type ModelPrice,
  type ModelWorld,
  partsOfCent,
  referenceTotal,
} from "./reference-model.ts";

const firstDay = Date.UTC(2027, 9, 1);

/** A day counted from 1 October 2027: half a year on lies a leap day. */
function day(number: number): string {
  return new Date(firstDay + number * 86_400_000).toISOString().slice(0, 10);
}

/** Prices in multiples of so many cents. */
function anyPrice(multiple: number): fc.Arbitrary<ModelPrice> {
  const amount = fc.integer({ min: 0, max: 12 }).map((many) => {
    const cents = `${many * multiple}`.padStart(3, "0");
    return `${cents.slice(0, -2)}.${cents.slice(-2)}`;
  });
  return fc.oneof(
    amount.map((text): ModelPrice => ({ model: "flat", amount: text })),
    amount.map((text): ModelPrice => ({ model: "per-unit", unitPrice: text })),
  );
}

const anyQuantity = fc.integer({ min: 0, max: 9 }).map(String);

function anyChange(price: fc.Arbitrary<ModelPrice>): fc.Arbitrary<ModelChange> {
  const what = fc.oneof(
    anyQuantity.map((quantity) => ({ quantity })),
    fc.constantFrom("a", "b").map((plan) => ({ plan })),
    price.map((fee) => ({ prices: { fee } })),
    fc.constant({ pause: true as const }),
    fc.constant({ resume: true as const }),
  );
  return withDays(what);
}

function withDays<T extends object>(what: fc.Arbitrary<T>) {
  return fc
    .record({
      what,
      on: fc.integer({ min: -5, max: 220 }),
      known: fc.option(fc.integer({ min: -60, max: 60 }), { nil: undefined }),
    })
    .map(({ what: change, on, known }) => {
      const knownOn = known === undefined ? {} : { knownOn: day(on + known) };
      return { on: day(on), ...knownOn, ...change };
    });
}

const anyCancel = withDays(
  fc.record({ cancel: fc.constantFrom("now", "end-of-period"), credit: fc.boolean() }),
);

const timing = fc.constantFrom("advance", "arrears");

function anyWorld(multiple: number): fc.Arbitrary<ModelWorld> {
  const price = anyPrice(multiple);
  const charge = (key: string, when: ModelCharge["timing"]) =>
    price.map((it): ModelCharge => ({ key, timing: when, price: it }));
  const plans = fc.tuple(timing, timing).chain(([first, second]) =>
    fc.record({
      a: fc.tuple(charge("fee", first), charge("seats", second)),
      b: fc.tuple(charge("fee", first)),
    }),
  );
  const run = fc
    .record({ target: fc.integer({ min: 0, max: 210 }), asOf: fc.integer({ min: -20, max: 60 }) })
    .map(({ target, asOf }) => ({ targetOn: day(target), asOf: day(target + asOf) }));
  return fc
    .record({
      plans,
      billCycleDay: fc.option(fc.constantFrom(1, 15, 28, 29, 30, 31), { nil: null }),
      cancelDayBilled: fc.boolean(),
      start: fc.integer({ min: 0, max: 60 }),
      trialDays: fc.constantFrom(0, 0, 0, 7, 20),
      end: fc.option(fc.integer({ min: 61, max: 250 }), { nil: undefined, freq: 6 }),
      through: fc.option(fc.integer({ min: 30, max: 120 }), { nil: undefined, freq: 1 }),
      quantity: anyQuantity,
      changes: fc.array(anyChange(price), { maxLength: 6 }),
      cancel: fc.option(anyCancel, { nil: undefined }),
      runs: fc.array(run, { minLength: 1, maxLength: 6 }),
    })
    .map(({ start, end, through, changes, cancel, ...rest }) => ({
      ...rest,
      startOn: day(start),
      ...(end === undefined ? {} : { endOn: day(end) }),
      ...(through === undefined ? {} : { billedThroughOn: day(through) }),
      changes: [...changes, ...(cancel ? [cancel as ModelChange] : [])],
    }));
}

/** The world as a billing file, played by the book. */
function playWorld(world: ModelWorld): Played {
  const { plans, billCycleDay, cancelDayBilled, runs, trialDays, ...subscription } = world;
  const monthly = (charge: ModelCharge) => ({ ...charge, type: "recurring", period: "month" });
  return playRuns(
    billingData({
      version: 1,
      settings: { cancelDayBilled },
      plans: Object.entries(plans).map(([key, charges]) => ({
        key,
        trialDays,
        charges: charges.map(monthly),
      })),
      accounts: [{ key: "acme", name: "Acme", billCycleDay: billCycleDay ?? "anniversary" }],
      subscriptions: [{ key: "s1", account: "acme", plan: "a", ...subscription }],
      runs,
    }),
  );
}

describe("random months equal a reference worked out day by day", () => {
  it("exactly, where every day of every month has a price in whole cents", () => {
    fc.assert(
      fc.property(anyWorld(Number(partsOfCent)), (world) => {
        const { billed } = playWorld(world);
        for (const key of ["fee", "seats"]) {
          const own = billed.filter(({ charge }) => charge === key);
          const sum = own.reduce((all, { amountMinor }) => all + amountMinor, 0n);
          expect(sum * partsOfCent).toBe(referenceTotal(world, key));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("within half a cent for each amount that was rounded, at any price", () => {
    fc.assert(
      fc.property(anyWorld(7), (world) => {
        const { billed } = playWorld(world);
        for (const key of ["fee", "seats"]) {
          const own = billed.filter(({ charge }) => charge === key);
          const sum = own.reduce((all, { amountMinor }) => all + amountMinor, 0n);
          // A line is rounded once; one that gives back parts of several lines, once for each.
          const rounded = own.reduce((all, it) => all + Math.max(1, it.corrects.length), 0);
          const off = sum * partsOfCent - referenceTotal(world, key);
          expect((off < 0n ? -off : off) * 2n).toBeLessThanOrEqual(BigInt(rounded) * partsOfCent);
        }
      }),
      { numRuns: 120 },
    );
  });
});
