import type { Approval } from "../../billing/approvals/approval.ts";
import type { ApprovalPolicy } from "../../billing/approvals/policy.ts";
import { readPolicy, writePolicy } from "../../billing/approvals/policy-content.ts";
import { policyFault } from "../../billing/approvals/policy-faults.ts";
import { tierSentence } from "../../billing/approvals/policy-text.ts";
import { shortText, unmetTier } from "../../billing/approvals/shortfall.ts";
import { auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { askForApproval } from "./ask-for-approval.ts";
import { policySubject, policySubjectName } from "./policy-subject.ts";
import { mayGroupsGiveVotes } from "./refuse-unmet.ts";
import { requirePermission } from "./require-permission.ts";

/**
 * Proposes another approval policy; it holds once others have agreed to it as the one that holds
 * asks. A proposal that waits is replaced. Refuses `role_missing`, `policy_invalid`,
 * `policy_unchanged`, `policy_unreachable`, and what `askForApproval` refuses.
 */
export async function proposePolicy(
  world: World,
  actor: Actor,
  input: { readonly content: unknown; readonly channel: string | null },
): Promise<Approval | Refusal> {
  const act = { action: "policy-change.request-approval", subject: policySubjectName };
  const policy = requirePermission(actor, "administer") ?? (await check(world, input.content));
  if (isRefusal(policy)) return auditRefusal(world, actor, act, policy);
  return askForApproval(world, actor, policySubject, {
    ...{ subject: policySubjectName, digest: null, channel: input.channel },
    proposal: writePolicy(policy),
  });
}

async function check(world: World, content: unknown): Promise<ApprovalPolicy | Refusal> {
  const policy = readPolicy(content);
  if (!policy) {
    const message = "That is no approval policy.";
    return refuse("policy_invalid", message, "Take the form of the policy that holds.");
  }
  const fault = policyFault(policy);
  if (fault) return refuse("policy_invalid", fault, "Correct the tier and propose it again.");
  const { policy: standing } = await world.books.standingPolicy();
  if (textOf(policy) === textOf(standing)) {
    const remedy = "Change something in it, or leave it as it is.";
    return refuse("policy_unchanged", "That is the policy that holds already.", remedy);
  }
  return (await refuseUnmetTier(world, policy)) ?? policy;
}

function textOf(policy: ApprovalPolicy): string {
  return JSON.stringify(writePolicy(policy));
}

/** A tier that nobody could ever meet would stop all that it speaks of, its own change too. */
async function refuseUnmetTier(world: World, policy: ApprovalPolicy): Promise<Refusal | null> {
  const members = await world.books.listMembers();
  const unmet = unmetTier(policy, members);
  if (!unmet) return null;
  const { asks, have } = unmet;
  const { settings } = await world.books.loadCatalog();
  const nameOf = (id: string) => members.find((each) => each.id === id)?.name ?? "somebody";
  const tier = tierSentence(unmet.tier, settings.currency, nameOf);
  return refuse(
    "policy_unreachable",
    `“${tier}” That takes ${asks} beside whoever asks, and there ${shortText(have)}.`,
    await remedyOf(world),
  );
}

async function remedyOf(world: World): Promise<string> {
  const first = "Ask for fewer, or give more people the role first: /billrun roles.";
  if (!(await mayGroupsGiveVotes(world))) return first;
  return `${first} Whom a user group makes an approver counts once they have used billrun.`;
}
