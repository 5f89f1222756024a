import { describe, expect, it } from "vitest";
import { exact, exactText } from "../../../src/billing/money/exact.ts";
import {
  aggregateUsage,
  isNothing,
  type Measured,
} from "../../../src/billing/rating/aggregate-usage.ts";

function event(key: string, atMs: number, quantity: string): Measured {
  return { key, atMs, quantity: exact(quantity) };
}

const events = [event("b", 20, "1.5"), event("a", 20, "7"), event("c", 10, "9.25")];

describe("the quantity that events make up", () => {
  it.each([
    ["sum", "17.75"],
    ["max", "9.25"],
    ["count", "3"],
    ["last", "1.5"],
  ] as const)("by %s is %s", (aggregate, quantity) => {
    expect(exactText(aggregateUsage(events, aggregate))).toBe(quantity);
    expect(exactText(aggregateUsage(events.toReversed(), aggregate))).toBe(quantity);
  });

  it("by last is the latest event, whatever its key", () => {
    const late = [event("a", 30, "4"), event("z", 20, "5")];
    expect(exactText(aggregateUsage(late, "last"))).toBe("4");
    expect(exactText(aggregateUsage(late.toReversed(), "last"))).toBe("4");
  });

  it("is the first of two records that nothing tells apart", () => {
    const same = [event("a", 30, "4"), event("a", 30, "5")];
    expect(exactText(aggregateUsage(same, "last"))).toBe("4");
  });

  it.each(["sum", "max", "count", "last"] as const)("by %s of nothing is nothing", (aggregate) => {
    expect(isNothing(aggregateUsage([], aggregate))).toBe(true);
  });

  it.each([
    ["0", true],
    ["0.00", true],
    ["0.01", false],
    ["-1", false],
  ])("of %s is nothing: %s", (quantity, nothing) => {
    expect(isNothing(exact(quantity))).toBe(nothing);
  });
});
