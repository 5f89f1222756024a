import type { ApprovalTier } from "./approval.ts";
import { type ApprovalPolicy, type PolicyTier, stricter } from "./policy.ts";

/**
 * What the tiers ask for that another policy drops or softens: so many agree to the change too, or
 * two people would let through what takes three. Null where it drops none. People who are named are
 * left out, since nobody could put right a tier that names somebody who left.
 */
export function weakenedTiers(before: ApprovalPolicy, after: ApprovalPolicy): ApprovalTier | null {
  const weakened = before.tiers.filter((tier) => !after.tiers.some((each) => covers(each, tier)));
  const [first, ...rest] = weakened.map(
    ({ votes, including }): ApprovalTier => ({ aboveMinor: 0n, votes, including, among: [] }),
  );
  return first ? rest.reduce(stricter, first) : null;
}

/** Whether one tier holds wherever the other does, and asks for as much at least. */
function covers(tier: PolicyTier, other: PolicyTier): boolean {
  return (
    includesAll(tier.kinds, other.kinds) &&
    includesAll(tier.segments, other.segments) &&
    beginsBelow(tier, other) &&
    tier.votes >= other.votes &&
    other.including.every(({ role, votes }) =>
      tier.including.some((each) => each.role === role && each.votes >= votes),
    ) &&
    (other.among ?? []).every(({ memberIds, votes }) =>
      (tier.among ?? []).some(
        (each) => each.votes >= votes && each.memberIds.every((id) => memberIds.includes(id)),
      ),
    )
  );
}

/** Nothing named is everything. */
function includesAll(these: readonly string[] = [], those: readonly string[] = []): boolean {
  if (these.length === 0) return true;
  return those.length > 0 && those.every((one) => these.includes(one));
}

function beginsBelow(tier: PolicyTier, other: PolicyTier): boolean {
  const [own = {}, others = {}] = [tier.aboveByCurrency, other.aboveByCurrency];
  const isFromZero = tier.aboveMinor === 0n && Object.keys(own).length === 0;
  if (isFromZero) return true;
  if (other.aboveMinor === 0n && Object.keys(others).length === 0) return false;
  const currencies = [...Object.keys(own), ...Object.keys(others)];
  return (
    tier.aboveMinor <= other.aboveMinor &&
    currencies.every((each) => {
      return (own[each] ?? tier.aboveMinor) <= (others[each] ?? other.aboveMinor);
    })
  );
}
