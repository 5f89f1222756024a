import type { NamedVotes } from "../billing/approvals/approval.ts";
import { type PolicyKind, policyKinds } from "../billing/approvals/approval-kind.ts";
import type { ApprovalPolicy, PolicyTier } from "../billing/approvals/policy.ts";
import { writePolicy } from "../billing/approvals/policy-content.ts";
import { readLimits } from "../billing/approvals/read-limits.ts";
import { amountText } from "../billing/money/amount-text.ts";
import { type FormErrors, type FormValues, readField } from "./listeners/views/form-values.ts";

/** A tier as it stands in the form's fields. */
export type TierDraft = {
  readonly above: string;
  readonly kinds: readonly string[];
  readonly segments: readonly string[];
  /** "" : the tier is left out. */
  readonly votes: string;
  readonly controllers: string;
  readonly people: readonly string[];
  readonly named: string;
};

/** A policy as it stands in the form's fields. */
export type PolicyDraft = {
  readonly tiers: readonly TierDraft[];
  readonly expires: string;
  readonly typedAbove: string;
};

/** Tiers that the form has room for: seven fields each, and Slack takes 100 blocks. */
export const mostTiers = 8;

/** Block ids of a tier's fields; the index is the tier's place. */
export function tierField(name: keyof TierDraft, index: number): string {
  return `${name}_${index}`;
}

const emptyTier: TierDraft = {
  ...{ above: "", kinds: [], segments: [], votes: "", controllers: "0" },
  ...{ people: [], named: "1" },
};

/** The policy that holds, to begin with. */
export function draftOf(policy: ApprovalPolicy, currency: string): PolicyDraft {
  const { typedAbove } = policy;
  return {
    tiers: policy.tiers.slice(0, mostTiers).map((tier) => tierDraft(tier, currency)),
    expires: String(policy.expiresAfterHours),
    typedAbove: typedAbove ? limitsText(typedAbove.minor, typedAbove.byCurrency, currency) : "",
  };
}

/** Whether the form holds all that a policy says. */
export function fitsForm(policy: ApprovalPolicy, currency: string): boolean {
  const read = policyOfDraft(draftOf(policy, currency), currency);
  if ("errors" in read) return false;
  return JSON.stringify(writePolicy(read.policy)) === JSON.stringify(writePolicy(policy));
}

function tierDraft(tier: PolicyTier, currency: string): TierDraft {
  const [named] = tier.among ?? [];
  const controllers = tier.including.find(({ role }) => role === "controller");
  const byCurrency = tier.aboveByCurrency ?? {};
  const isFromZero = tier.aboveMinor === 0n && Object.keys(byCurrency).length === 0;
  return {
    above: isFromZero ? "" : limitsText(tier.aboveMinor, byCurrency, currency),
    kinds: tier.kinds ?? [],
    segments: tier.segments ?? [],
    votes: String(tier.votes),
    controllers: String(controllers?.votes ?? 0),
    people: named?.memberIds ?? [],
    named: String(named?.votes ?? 1),
  };
}

function limitsText(
  minor: bigint,
  byCurrency: Readonly<Record<string, bigint>>,
  currency: string,
): string {
  const all = [[currency, minor] as const, ...Object.entries(byCurrency)];
  return all.map(([each, limit]) => amountText(limit, each)).join("; ");
}

/** What stands in the fields of a form with so many tiers; a tier more where it is asked for. */
export function readDraft(values: FormValues, tiers: number, more = 0): PolicyDraft {
  const text = (field: string) => readField(values, field).text.trim();
  const chosen = (field: string) => readField(values, field).chosen;
  const read = Array.from({ length: tiers }, (_, index): TierDraft => {
    const field = (name: keyof TierDraft) => tierField(name, index);
    return {
      above: text(field("above")),
      kinds: chosen(field("kinds")),
      segments: chosen(field("segments")),
      votes: chosen(field("votes"))[0] ?? "",
      controllers: chosen(field("controllers"))[0] ?? "0",
      people: chosen(field("people")),
      named: chosen(field("named"))[0] ?? "1",
    };
  });
  const added = Array.from({ length: more }, () => ({ ...emptyTier, votes: "1" }));
  return {
    tiers: [...read, ...added].slice(0, mostTiers),
    expires: text("expires"),
    typedAbove: text("typedAbove"),
  };
}

/** The policy that a draft says, or what is wrong by field. `currency` is the settings'. */
export function policyOfDraft(
  draft: PolicyDraft,
  currency: string,
): { readonly policy: ApprovalPolicy } | { readonly errors: FormErrors } {
  const errors: Record<string, string> = {};
  const tiers: PolicyTier[] = [];
  for (const [index, tier] of draft.tiers.entries()) {
    if (tier.votes === "") continue;
    const limits = readLimits(tier.above, currency);
    if (typeof limits === "string") errors[tierField("above", index)] = limits;
    else tiers.push(tierOf(tier, limits.minor, limits.byCurrency));
  }
  const typed = readLimits(draft.typedAbove, currency);
  if (typeof typed === "string") errors["typedAbove"] = typed;
  const hours = /^\d{1,3}$/.test(draft.expires) ? Number(draft.expires) : 0;
  if (hours < 1 || hours > 720) errors["expires"] = "Say 1 to 720 hours, 72 being three days.";
  const kept = draft.tiers.filter(({ votes }) => votes !== "").length;
  if (kept === 0) errors[tierField("votes", 0)] = "A policy needs at least one tier.";
  if (Object.keys(errors).length > 0 || typeof typed === "string") return { errors };
  const typedAbove = draft.typedAbove === "" ? null : typed;
  return { policy: { tiers, expiresAfterHours: hours, typedAbove } };
}

function tierOf(
  draft: TierDraft,
  aboveMinor: bigint,
  aboveByCurrency: Readonly<Record<string, bigint>>,
): PolicyTier {
  const controllers = Number(draft.controllers);
  const among: readonly NamedVotes[] =
    draft.people.length > 0 ? [{ memberIds: draft.people, votes: Number(draft.named) }] : [];
  return {
    aboveMinor,
    aboveByCurrency,
    kinds: policyKinds.filter((kind): kind is PolicyKind => draft.kinds.includes(kind)),
    segments: draft.segments,
    votes: Number(draft.votes),
    including: controllers > 0 ? [{ role: "controller", votes: controllers }] : [],
    among,
  };
}
