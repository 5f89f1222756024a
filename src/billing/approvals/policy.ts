import type { ApprovalAmount, ApprovalTier, NamedVotes, Requirement } from "./approval.ts";
import type { PolicyKind } from "./approval-kind.ts";

/** A tier of a policy: what it applies to, and who must agree then. */
export type PolicyTier = ApprovalTier & {
  /** Limits of their own, in minor units by currency. */
  readonly aboveByCurrency?: Readonly<Record<string, bigint>>;
  /** Empty or absent: whatever it is. */
  readonly kinds?: readonly PolicyKind[];
  /** Empty or absent: whatever the segment. What selects no segment touches all of them. */
  readonly segments?: readonly string[];
};

/** Who must agree, by amount, kind and segment: the strictest of all tiers that apply holds. */
export type ApprovalPolicy = {
  readonly tiers: readonly PolicyTier[];
  /** Hours until a request expires. */
  readonly expiresAfterHours: number;
  /** Above it, approvers type what the card shows in the main currency; absent: never. */
  readonly typedAbove?: TypedAbove | null;
};

/** Limits in minor units; a currency without one of its own is compared with `minor`. */
export type TypedAbove = {
  readonly minor: bigint;
  readonly byCurrency: Readonly<Record<string, bigint>>;
};

/** What a policy looks at. */
export type Weighed = {
  readonly kind: PolicyKind;
  /** Null: all segments. */
  readonly segments: readonly string[] | null;
  readonly amounts: readonly ApprovalAmount[];
};

/**
 * The approval policy of a company that has set none: one other person, and two where a currency's
 * total is above 100,000,000 minor units (1,000,000.00 dollars, 100,000,000 yen, 100,000.000 dinar:
 * sums of about the same weight).
 */
export const defaultPolicy: ApprovalPolicy = {
  tiers: [
    { aboveMinor: 0n, votes: 1, including: [] },
    { aboveMinor: 100_000_000n, votes: 2, including: [] },
  ],
  expiresAfterHours: 72,
};

/** Where no tier applies, one other person agrees. */
const otherwise: ApprovalTier = { aboveMinor: 0n, votes: 1, including: [], among: [] };

/** What the policy asks for: all that any of its tiers that apply asks for. */
export function requiredTier(policy: ApprovalPolicy, weighed: Weighed): ApprovalTier {
  if (policy.tiers.length === 0) throw new Error("an approval policy needs at least one tier");
  const [first, ...rest] = policy.tiers.filter((tier) => doesApply(tier, weighed));
  if (!first) return otherwise;
  const required = rest.reduce<ApprovalTier>(stricter, bare(first));
  // A scheduled run alone may go without a vote; a slip in a policy lets nothing else through.
  return weighed.kind === "scheduled-run" ? required : stricter(otherwise, required);
}

/** Whether a tier speaks of what is weighed. One from zero on holds whatever the amount. */
export function doesApply(tier: PolicyTier, { kind, segments, amounts }: Weighed): boolean {
  const { kinds = [], segments: only = [] } = tier;
  if (kinds.length > 0 && !kinds.includes(kind)) return false;
  if (only.length > 0 && segments !== null && !only.some((one) => segments.includes(one))) {
    return false;
  }
  if (tier.aboveMinor === 0n && Object.keys(tier.aboveByCurrency ?? {}).length === 0) return true;
  return amounts.some(({ currency, minor }) => {
    const limit = tier.aboveByCurrency?.[currency] ?? tier.aboveMinor;
    return limit === 0n || minor > limit;
  });
}

/**
 * The amount that approvers have to type; null where a click is enough. What is weighed decides, as
 * it does for tiers; typed is what the card shows of the main currency, the larger of what is
 * invoiced and what is credited.
 */
export function typedAmount(
  policy: ApprovalPolicy,
  weighed: readonly ApprovalAmount[],
  shown: readonly ApprovalAmount[],
): ApprovalAmount | null {
  const { typedAbove } = policy;
  if (!typedAbove) return null;
  const isAbove = weighed.some(({ currency, minor }) => {
    return minor > (typedAbove.byCurrency[currency] ?? typedAbove.minor);
  });
  const [first, ...others] = shown;
  if (!isAbove || !first) return null;
  const { currency, minor } = others
    .filter((each) => each.currency === first.currency)
    .reduce((a, b) => (size(b.minor) > size(a.minor) ? b : a), first);
  return { currency, minor };
}

function size(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}

/** Both requirements at once. */
export function stricter(a: ApprovalTier, b: ApprovalTier): ApprovalTier {
  const both = { including: mostByRole(a, b), among: [...(a.among ?? []), ...(b.among ?? [])] };
  return {
    aboveMinor: larger(a.aboveMinor, b.aboveMinor),
    votes: Math.max(a.votes, b.votes, ...both.including.map(({ votes }) => votes)),
    including: both.including,
    among: withoutRepeats(both.among),
  };
}

function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function bare({ aboveMinor, votes, including, among = [] }: ApprovalTier): ApprovalTier {
  return { aboveMinor, votes, including, among };
}

function mostByRole(a: Requirement, b: Requirement): Requirement["including"] {
  const votes = new Map(a.including.map((each) => [each.role, each.votes]));
  for (const each of b.including) {
    votes.set(each.role, Math.max(each.votes, votes.get(each.role) ?? 0));
  }
  return [...votes].map(([role, needed]) => ({ role, votes: needed }));
}

function withoutRepeats(among: readonly NamedVotes[]): readonly NamedVotes[] {
  const named = new Map<string, NamedVotes>();
  for (const each of among) {
    const key = [...each.memberIds].sort().join();
    const before = named.get(key);
    if (!before || before.votes < each.votes) named.set(key, each);
  }
  return [...named.values()];
}
