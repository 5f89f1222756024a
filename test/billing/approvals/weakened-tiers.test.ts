import { describe, expect, it } from "vitest";
import type { PolicyTier } from "../../../src/billing/approvals/policy.ts";
import { weakenedTiers } from "../../../src/billing/approvals/weakened-tiers.ts";

const anybody: PolicyTier = { aboveMinor: 0n, votes: 1, including: [] };
const controller = [{ role: "controller" as const, votes: 1 }];
const large: PolicyTier = { aboveMinor: 5_000_000n, votes: 2, including: controller };

function weakened(before: readonly PolicyTier[], after: readonly PolicyTier[]) {
  const hours = { expiresAfterHours: 72 };
  return weakenedTiers({ tiers: before, ...hours }, { tiers: after, ...hours });
}

describe("a policy that asks for no less", () => {
  it.each<[string, readonly PolicyTier[]]>([
    ["the same", [anybody, large]],
    ["in another order", [large, anybody]],
    ["a tier more", [anybody, large, { ...anybody, votes: 3, kinds: ["reversal"] }]],
    ["more votes", [anybody, { ...large, votes: 3 }]],
    ["a lower limit", [anybody, { ...large, aboveMinor: 1n }]],
    ["from zero on", [anybody, { ...large, aboveMinor: 0n }]],
    ["a lower limit of one currency", [anybody, { ...large, aboveByCurrency: { EUR: 1n } }]],
  ])("%s takes nobody more", (_, after) => {
    expect(weakened([anybody, large], after)).toBeNull();
  });
});

describe("a policy that drops or softens a tier", () => {
  it.each<[string, readonly PolicyTier[]]>([
    ["without it", [anybody]],
    ["fewer votes", [anybody, { ...large, votes: 1 }]],
    ["a higher limit", [anybody, { ...large, aboveMinor: 5_000_001n }]],
    [
      "a higher limit of one currency",
      [anybody, { ...large, aboveByCurrency: { EUR: 9_000_000n } }],
    ],
    ["one role less", [anybody, { ...large, including: [] }]],
    ["some kinds only", [anybody, { ...large, kinds: ["run"] }]],
    ["some segments only", [anybody, { ...large, segments: ["enterprise"] }]],
  ])("%s takes those whom the tier asks for", (_, after) => {
    expect(weakened([anybody, large], after)).toMatchObject({ votes: 2, including: controller });
  });

  it("takes the most that any of them asks for", () => {
    const three: PolicyTier = { ...anybody, kinds: ["refund"], votes: 3 };
    expect(weakened([anybody, large, three], [anybody])).toMatchObject({
      ...{ votes: 3, including: controller },
    });
  });

  it("leaves out people who are named, and may have left", () => {
    const named: PolicyTier = { ...anybody, among: [{ memberIds: ["lee"], votes: 1 }] };
    expect(weakened([named], [anybody])).toEqual({ ...anybody, among: [] });
    const fewer: PolicyTier = { ...anybody, among: [{ memberIds: ["lee", "sam"], votes: 1 }] };
    expect(weakened([fewer], [named])).toBeNull();
    expect(weakened([named], [fewer])).not.toBeNull();
  });

  it("counts a tier that holds without an amount as no limit at all", () => {
    const zero: PolicyTier = { ...anybody, aboveByCurrency: { EUR: 0n } };
    expect(weakened([anybody], [zero])).not.toBeNull();
    expect(weakened([zero], [anybody])).toBeNull();
  });
});
