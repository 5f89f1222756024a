import fc from "fast-check";
import { formatMinor } from "../../../src/billing/money/format-amount.ts";
import { anyDay, anyRuns, anyUsage } from "./any-company.ts";

/** Divides by the days of every month: any part of a month at a multiple of it is whole cents. */
const wholeCents = 28n * 29n * 30n * 31n;

const evenPrice = fc
  .tuple(fc.constantFrom("flat", "per-unit"), fc.bigInt(1n, 4n))
  .map(([model, times]) => {
    const amount = formatMinor(times * wholeCents, "USD");
    return model === "flat" ? { model, amount } : { model, unitPrice: amount };
  });

/**
 * A company whose prices divide evenly into days, without coupons and tax: nothing is rounded, so
 * it can't matter in how many runs it is billed.
 */
export function anyEvenCompany() {
  const anyEvenPlan = (key: string) =>
    fc.tuple(evenPrice, evenPrice, fc.constantFrom("advance", "arrears")).map(([a, b, timing]) => ({
      key,
      charges: [
        { key: "fee", type: "recurring", period: "month", timing: "advance", price: a },
        { key: `seats-${timing}`, type: "recurring", period: "month", timing, price: b },
        {
          key: "calls",
          type: "usage",
          period: "month",
          price: { model: "per-unit", unitPrice: "3" },
        },
      ],
    }));
  const anyEvenChange = fc
    .tuple(anyDay(), fc.option(anyDay(), { nil: undefined }), anyEvenChangeKind)
    .map(([on, knownOn, change]) => ({ on, ...(knownOn ? { knownOn } : {}), ...change }));
  return fc
    .record({
      plans: fc.tuple(anyEvenPlan("a"), anyEvenPlan("b")),
      billCycleDay: fc.constantFrom("anniversary", 1, 15, 31),
      startOn: anyDay(60),
      changes: fc.array(anyEvenChange, { maxLength: 5 }),
      usage: anyUsage,
      runs: anyRuns,
    })
    .map(({ plans, billCycleDay, startOn, changes, usage, runs }) => ({
      version: 1,
      plans,
      accounts: [{ key: "acme", name: "Acme", billCycleDay }],
      subscriptions: [{ key: "s1", account: "acme", plan: "a", startOn, changes }],
      usage: usage.filter(({ subscription }) => subscription === "s1"),
      runs,
    }));
}

const anyEvenChangeKind = fc.oneof(
  fc.constantFrom("1", "2", "5").map((quantity) => ({ quantity })),
  fc.constantFrom("a", "b").map((plan) => ({ plan })),
  evenPrice.map((fee) => ({ prices: { fee } })),
  fc.constant({ pause: true }),
  fc.constant({ resume: true }),
  fc.constant({ resume: true }),
  fc.constantFrom("now", "end-of-period").map((cancel) => ({ cancel })),
);
