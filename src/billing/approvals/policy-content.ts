import { z } from "zod";
import { policyKinds } from "./approval-kind.ts";
import { allRoles } from "./member.ts";
import type { ApprovalPolicy, PolicyTier } from "./policy.ts";

const minor = z.string().regex(/^\d{1,18}$/);
const byCurrency = z.record(z.string().regex(/^[A-Z]{3}$/), minor);

const tierSchema = z.strictObject({
  aboveMinor: minor,
  aboveByCurrency: byCurrency.optional(),
  kinds: z.array(z.enum(policyKinds)).max(policyKinds.length).optional(),
  segments: z.array(z.string().min(1).max(64)).max(50).optional(),
  votes: z.int().min(0).max(10),
  including: z.array(z.strictObject({ role: z.enum(allRoles), votes: z.int().min(1).max(10) })),
  among: z
    .array(
      z.strictObject({
        memberIds: z.array(z.string().min(1).max(64)).min(1).max(50),
        votes: z.int().min(1).max(10),
      }),
    )
    .max(5)
    .optional(),
});

const policySchema = z.strictObject({
  tiers: z.array(tierSchema).min(1).max(20),
  expiresAfterHours: z.int().min(1).max(720),
  typedAbove: z.strictObject({ minor, byCurrency }).nullish(),
});

/** A policy as plain JSON; amounts are texts, since JSON's numbers are not exact. */
export type PolicyContent = z.infer<typeof policySchema>;

/** The policy that plain JSON says; null where it says none. */
export function readPolicy(content: unknown): ApprovalPolicy | null {
  const { data } = policySchema.safeParse(content);
  if (!data) return null;
  const { typedAbove } = data;
  const typed = typedAbove && {
    minor: BigInt(typedAbove.minor),
    byCurrency: minorsOf(typedAbove.byCurrency),
  };
  return {
    tiers: data.tiers.map((tier) => ({
      ...tier,
      aboveMinor: BigInt(tier.aboveMinor),
      aboveByCurrency: minorsOf(tier.aboveByCurrency ?? {}),
      kinds: tier.kinds ?? [],
      segments: tier.segments ?? [],
      among: tier.among ?? [],
    })),
    expiresAfterHours: data.expiresAfterHours,
    typedAbove: typed ?? null,
  };
}

/** A policy as plain JSON, the same for the same policy. */
export function writePolicy(policy: ApprovalPolicy): PolicyContent {
  const { typedAbove } = policy;
  return {
    tiers: policy.tiers.map(writeTier),
    expiresAfterHours: policy.expiresAfterHours,
    typedAbove: typedAbove
      ? { minor: String(typedAbove.minor), byCurrency: textsOf(typedAbove.byCurrency) }
      : null,
  };
}

function writeTier(tier: PolicyTier): PolicyContent["tiers"][number] {
  return {
    aboveMinor: String(tier.aboveMinor),
    aboveByCurrency: textsOf(tier.aboveByCurrency ?? {}),
    kinds: [...(tier.kinds ?? [])].sort(),
    segments: [...(tier.segments ?? [])].sort(),
    votes: tier.votes,
    including: tier.including.map((each) => ({ ...each })),
    among: (tier.among ?? []).map(({ memberIds, votes }) => ({
      memberIds: [...memberIds].sort(),
      votes,
    })),
  };
}

function minorsOf(texts: Readonly<Record<string, string>>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, BigInt(text)]));
}

function textsOf(minors: Readonly<Record<string, bigint>>): Record<string, string> {
  const sorted = Object.entries(minors).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, amount]) => [key, String(amount)]));
}
