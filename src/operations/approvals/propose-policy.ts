import type { Approval } from "../../billing/approvals/approval.ts";
import { type Member, mayDo } from "../../billing/approvals/member.ts";
import type { ApprovalPolicy } from "../../billing/approvals/policy.ts";
import { readPolicy, writePolicy } from "../../billing/approvals/policy-content.ts";
import { policyFault } from "../../billing/approvals/policy-faults.ts";
import { auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { askForApproval } from "./ask-for-approval.ts";
import { policySubject, policySubjectName } from "./policy-subject.ts";
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
    return refuse("policy_unchanged", "That is the policy that holds already.", null);
  }
  return unreachable(policy, await world.books.listMembers()) ?? policy;
}

function textOf(policy: ApprovalPolicy): string {
  return JSON.stringify(writePolicy(policy));
}

/** A tier that nobody could ever fulfil would stop all that it speaks of, its own change too. */
function unreachable(policy: ApprovalPolicy, members: readonly Member[]): Refusal | null {
  const voters = members.filter((member) => mayDo(member, "vote"));
  const most = Math.max(...policy.tiers.map(({ votes }) => votes));
  const ids = new Set(voters.map(({ id }) => id));
  for (const { including, among = [] } of policy.tiers) {
    for (const { role, votes } of including) {
      const have = voters.filter(({ roles }) => roles.includes(role)).length;
      if (have < votes) return refuseUnreachable(`${votes} of role ${role}`, have);
    }
    for (const { memberIds, votes } of among) {
      const have = memberIds.filter((id) => ids.has(id)).length;
      if (have < votes) return refuseUnreachable(`${votes} of the people named`, have);
    }
  }
  return voters.length < most ? refuseUnreachable(`${most} people`, voters.length) : null;
}

function refuseUnreachable(asks: string, have: number): Refusal {
  return refuse(
    "policy_unreachable",
    `It asks for ${asks}, and ${have === 0 ? "nobody" : `only ${have}`} may vote so.`,
    "Ask for fewer, or have an admin give more people the role.",
  );
}
